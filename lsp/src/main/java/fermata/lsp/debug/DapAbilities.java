package fermata.lsp.debug;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Json;
import java.util.List;

/** What the adapter can do; nothing is named that is not served. */
final class DapAbilities {

  private static final List<String> FLAGS =
      List.of(
          "supportsConfigurationDoneRequest",
          "supportsConditionalBreakpoints",
          "supportsHitConditionalBreakpoints",
          "supportsLogPoints",
          "supportsEvaluateForHovers",
          "supportsStepBack",
          "supportsSetVariable",
          "supportsRestartFrame",
          "supportsGotoTargetsRequest",
          "supportsExceptionInfoRequest",
          "supportTerminateDebuggee",
          "supportSuspendDebuggee",
          "supportsLoadedSourcesRequest",
          "supportsTerminateRequest",
          "supportsBreakpointLocationsRequest",
          "supportsSteppingGranularity");

  private DapAbilities() {}

  static ObjectNode all() {
    ObjectNode abilities = Json.mapper().createObjectNode();
    FLAGS.forEach(flag -> abilities.put(flag, true));
    ArrayNode filters = abilities.putArray("exceptionBreakpointFilters");
    filter(filters, "failure", "Failed steps", true);
    filter(filters, "question", "Questions", false);
    filter(filters, "budget", "Budget marks", false);
    return abilities;
  }

  private static void filter(ArrayNode filters, String id, String label, boolean isOn) {
    filters.addObject().put("filter", id).put("label", label).put("default", isOn);
  }
}

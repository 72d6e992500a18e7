package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.ToolName;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has allowed for longer than one call.
 *
 * <p>Answers what would be asked; it allows nothing that a rule denies.
 *
 * @param args of the calls that are allowed; absent for any
 * @param scope for how long: {@code session} or {@code always}
 * @param by who allowed it
 */
public record Allowance(ToolName tool, @Nullable JsonNode args, String scope, String by) {

  /** Whether a call is allowed by it. */
  public boolean covers(ToolName called, JsonNode given) {
    return tool.equals(called) && (args == null || args.equals(given));
  }
}

package fermata.daemon.run;

import fermata.daemon.model.ModelProviders;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.ToolName;
import fermata.definition.tool.Certainty;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.tool.ToolTraits;
import fermata.engine.run.ModelTraits;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What the engine is told of the tools and models of a run when it starts. */
final class RunTraits {

  private RunTraits() {}

  /** {@return the tools that there are and that the definition allows or names} */
  static SequencedMap<ToolName, ToolTraits> tools(LiveRun.Pinned pinned) {
    AgentDefinition definition = pinned.definition();
    var named = definition.namedTools().toList();
    var traits = new LinkedHashMap<ToolName, ToolTraits>();
    pinned
        .tools()
        .all()
        .filter(tool -> definition.allows(tool.name()) || named.contains(tool.name()))
        .forEach(tool -> traits.put(tool.name(), tool.traits()));
    // A server or client that does not answer now may answer later; the call itself says why where
    // it does
    // not.
    named.stream()
        .filter(tool -> mayCome(tool.value()))
        .filter(tool -> pinned.tools().certainty(tool.value()) == Certainty.INCOMPLETE)
        .forEach(tool -> traits.putIfAbsent(tool, ToolTraits.UNKNOWN));
    return traits;
  }

  private static boolean mayCome(String tool) {
    return tool.startsWith(ToolKnowledge.SERVER_TOOL) || tool.startsWith(ToolKnowledge.CLIENT_TOOL);
  }

  /** {@return the prices of the models that the definition names} */
  static SequencedMap<String, ModelTraits> models(LiveRun.Pinned pinned, ModelProviders providers) {
    var traits = new LinkedHashMap<String, ModelTraits>();
    for (String model : ModelChoice.named(pinned.definition())) {
      traits.put(model, providers.traits(model, pinned.pin().modelOptions()));
    }
    return traits;
  }
}

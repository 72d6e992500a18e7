package fermata.daemon.run;

import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.model.OnLimit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;

/** Models that somebody wants in place of those of a definition. */
final class ModelChoice {

  private ModelChoice() {}

  /** {@return the definition with these models for all its nodes; itself where there are none} */
  static AgentDefinition apply(AgentDefinition definition, List<String> models) {
    if (models.isEmpty()) {
      return definition;
    }
    SequencedMap<NodeId, Node> nodes = new LinkedHashMap<>();
    definition.nodes().forEach((id, node) -> nodes.put(id, withoutModel(node)));
    return new AgentDefinition(
        definition.name(),
        definition.version(),
        definition.description(),
        models.getFirst(),
        models.subList(1, models.size()),
        definition.variables(),
        definition.input(),
        definition.output(),
        definition.state(),
        definition.limits(),
        definition.tools(),
        definition.deny(),
        definition.approvals(),
        definition.recovery(),
        definition.goal(),
        definition.entries(),
        definition.subscriptions(),
        nodes,
        definition.ways(),
        definition.agentTools(),
        definition.digest());
  }

  private static Node withoutModel(Node node) {
    return switch (node) {
      case Node.Llm llm ->
          new Node.Llm(
              llm.id(),
              llm.options(),
              llm.system(),
              llm.prompt(),
              null,
              llm.tools(),
              llm.maxTurns(),
              llm.maxToolCalls(),
              llm.temperature(),
              llm.conduct(),
              llm.images());
      case Node.Tool _,
          Node.Human _,
          Node.Router _,
          Node.Transform _,
          Node.Wait _,
          Node.Emit _,
          Node.Workflow _,
          Node.Code _,
          Node.Agent _,
          Node.Map _ ->
          node;
    };
  }

  /** {@return every model that a run of the definition may ask} */
  static List<String> named(AgentDefinition definition) {
    var names = new LinkedHashSet<String>();
    String first = definition.model();
    if (first != null) {
      names.add(first);
    }
    names.addAll(definition.models());
    if (definition.limits().onLimit() instanceof OnLimit.Degrade(var cheaper)) {
      names.add(cheaper);
    }
    for (Node node : definition.nodes().values()) {
      if (node instanceof Node.Llm llm && llm.model() != null) {
        names.add(llm.model());
      }
    }
    return List.copyOf(names);
  }
}

package fermata.definition.assist;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.expression.Type;
import fermata.definition.index.Symbol;
import fermata.definition.load.ReadAgent;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.AgentName;
import fermata.definition.model.Field;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.model.StateKey;
import fermata.definition.model.ToolName;
import fermata.definition.model.WorkflowPart;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What there is to say of a thing of a definition that has a name, as Markdown. */
record SymbolText(ReadAgent agent) {

  /** {@return the text; empty for what does not exist} */
  Optional<String> of(Symbol symbol) {
    AgentDefinition definition = agent.definition();
    return definition == null ? Optional.empty() : Optional.ofNullable(of(symbol, definition));
  }

  private @Nullable String of(Symbol symbol, AgentDefinition definition) {
    String name = symbol.name();
    return switch (symbol.kind()) {
      case AGENT -> ofAgent(definition);
      case INPUT -> ofField("input", definition.input().get(name));
      case OUTPUT ->
          definition.output().get(name) == null
              ? null
              : ofField("output", definition.output().get(name).field());
      case VARIABLE -> ofVariable(name, definition.variables().get(name));
      case STATE -> ofState(definition.state().get(name));
      case CONTEXT -> ofContext(name, definition);
      case ENTRY ->
          definition.entries().get(name) == null
              ? null
              : "**"
                  + name
                  + "** · entry point at `"
                  + definition.entries().get(name).node().value()
                  + "`";
      case NODE -> findNode(name).map(node -> NodeText.of(definition, node)).orElse(null);
      case NODE_OUTPUT ->
          findNode(symbol.owner())
              .map(
                  node ->
                      ofField(
                          "output of `" + symbol.owner() + "`", node.options().outputs().get(name)))
              .orElse(null);
      case NODE_INPUT -> "**" + name + "** · given to `" + symbol.owner() + "`";
      case STEP -> findNode(symbol.owner()).map(node -> ofStep(name, node)).orElse(null);
      case TOOL -> ofTool(name);
      case OTHER_AGENT ->
          AgentName.isValid(name)
              ? agent.agents().find(new AgentName(name)).map(AgentText::of).orElse(null)
              : null;
    };
  }

  private @Nullable String ofStep(String name, Node node) {
    if (!(node instanceof Node.Workflow workflow) || workflow.parts().get(name) == null) {
      return null;
    }
    WorkflowPart part = workflow.parts().get(name);
    String after =
        part.needs().isEmpty() ? "" : "\n\nAfter: `" + String.join("`, `", part.needs()) + "`";
    return "**"
        + name
        + "** · step of `"
        + node.id().value()
        + "`\n\nCalls `"
        + part.tool().value()
        + "`"
        + after;
  }

  private Optional<Node> findNode(String id) {
    return agent.definition() == null || !NodeId.isValid(id)
        ? Optional.empty()
        : Optional.ofNullable(agent.definition().nodes().get(new NodeId(id)));
  }

  private @Nullable String ofTool(String name) {
    return ToolName.isValid(name)
        ? agent.tools().find(new ToolName(name)).map(ToolText::of).orElse(null)
        : null;
  }

  private static String ofAgent(AgentDefinition definition) {
    return "**"
        + definition.name().value()
        + "** · agent\n\n"
        + definition.description()
        + "\n\n"
        + "Nodes: "
        + definition.nodes().size()
        + ", ways: "
        + definition.edges().size();
  }

  private static @Nullable String ofField(String what, @Nullable Field field) {
    if (field == null) {
      return null;
    }
    var parts = new ArrayList<String>();
    parts.add(title(field.name(), what, field.schema()));
    if (field.schema().path("description").isTextual()) {
      parts.add(SchemaText.sentence(field.schema().path("description").textValue()));
    }
    if (field.defaultValue() != null) {
      parts.add("Default: `" + field.defaultValue() + "`");
    } else if (!field.required()) {
      parts.add("Optional");
    }
    return String.join("\n\n", parts);
  }

  private static String title(String name, String what, JsonNode schema) {
    return "**" + name + "** · " + what + "\n\n`" + name + ": " + Type.ofSchema(schema) + "`";
  }

  private static @Nullable String ofVariable(String name, @Nullable JsonNode value) {
    return value == null ? null : "**" + name + "** · constant\n\n`" + value + "`";
  }

  private static @Nullable String ofContext(String name, AgentDefinition definition) {
    return definition
        .contexts()
        .filter(context -> context.name().equals(name))
        .findFirst()
        .map(
            context ->
                "**"
                    + name
                    + "** · context\n\n"
                    + (context.latest() == 1
                        ? "The data of the latest event"
                        : "The data of the " + context.latest() + " latest events, oldest first,")
                    + " when the run was started")
        .orElse(null);
  }

  private static @Nullable String ofState(@Nullable StateKey key) {
    if (key == null) {
      return null;
    }
    String reduce = key.reduce().name().toLowerCase(java.util.Locale.ROOT);
    return title(key.name(), "state", key.schema()) + "\n\nWritten values meet by `" + reduce + "`";
  }
}

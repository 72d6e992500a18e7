package fermata.definition.assist;

import fermata.definition.expression.Type;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.Node;
import fermata.definition.model.ToolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What there is to say of a node, as Markdown: kind, description, outputs and ways. */
final class NodeText {

  private NodeText() {}

  static String of(AgentDefinition definition, Node node) {
    var parts = new ArrayList<String>();
    parts.add("**" + node.id().value() + "** · `" + node.kind() + "` node");
    if (!node.options().description().isEmpty()) {
      parts.add(node.options().description());
    }
    if (!node.namedTools().isEmpty()) {
      parts.add(
          "Calls `"
              + node.namedTools().stream().map(ToolName::value).collect(Collectors.joining("`, `"))
              + "`");
    }
    if (!node.options().outputs().isEmpty()) {
      parts.add("Outputs: " + outputs(node));
    }
    parts.add(ways(definition, node));
    return String.join("\n\n", parts);
  }

  private static String outputs(Node node) {
    return node.options().outputs().values().stream()
        .map(field -> "`" + field.name() + ": " + Type.ofSchema(field.schema()) + "`")
        .collect(Collectors.joining(", "));
  }

  private static String ways(AgentDefinition definition, Node node) {
    var from = new ArrayList<String>();
    definition
        .entries()
        .forEach(
            (name, start) -> {
              if (start.node().equals(node.id())) {
                from.add("entry `" + name + "`");
              }
            });
    List<Edge> in =
        definition.edges().stream().filter(edge -> edge.to().equals(node.id())).toList();
    in.forEach(edge -> from.add("`" + edge.from().value() + "`" + condition(edge)));
    List<Edge> out = definition.edgesFrom(node.id());
    String after =
        out.isEmpty()
            ? "the end"
            : out.stream()
                .map(edge -> "`" + edge.to().value() + "`" + condition(edge))
                .collect(Collectors.joining(", "));
    String before = from.isEmpty() ? "nothing leads here" : String.join(", ", from);
    return "From: " + before + "  \nTo: " + after;
  }

  private static String condition(Edge edge) {
    var words = new StringBuilder();
    if (edge.on() != EdgeTrigger.SUCCESS) {
      words.append(" on ").append(edge.on().name().toLowerCase(Locale.ROOT));
    }
    if (edge.isDefault()) {
      words.append(" by default");
    }
    if (edge.when() != null) {
      words.append(" when `").append(edge.when().source()).append('`');
    }
    return words.toString();
  }
}

package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.expression.ExpressionProblems;
import fermata.definition.index.Reference;
import fermata.definition.index.SymbolKind;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.tool.ToolSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says of an unknown output of a node that it has to be declared, and offers to.
 *
 * <p>The first thing that people miss: that a tool gives a member does not make it an output.
 */
final class UndeclaredOutput {

  private static final List<String> TYPES =
      List.of("string", "integer", "number", "boolean", "array", "object");

  private final CheckContext context;
  private final Map<Integer, Reference> outputs = new HashMap<>();

  /** {@return problems of types, with more to those that are about an output of a node} */
  static List<Problem> explained(List<Problem> problems, CheckContext context) {
    if (problems.isEmpty()) {
      return problems;
    }
    var outputs = new UndeclaredOutput(context);
    return problems.stream().map(outputs::explained).toList();
  }

  private UndeclaredOutput(CheckContext context) {
    this.context = context;
    for (Reference each : context.index().references()) {
      if (each.file() == null && each.symbol().kind() == SymbolKind.NODE_OUTPUT) {
        outputs.put(each.span().start(), each);
      }
    }
  }

  private Problem explained(Problem problem) {
    Reference output = outputs.get(problem.span().start());
    if (output == null || !problem.code().equals(ExpressionProblems.UNKNOWN_MEMBER)) {
      return problem;
    }
    return nodeOf(output)
        .filter(node -> !(node instanceof Node.Transform))
        .map(node -> explained(problem, node, output.symbol().name()))
        .orElse(problem);
  }

  private Optional<Node> nodeOf(Reference output) {
    return Optional.ofNullable(
        context.definition().nodes().get(new NodeId(output.symbol().owner())));
  }

  private Problem explained(Problem problem, Node node, String name) {
    boolean hasNone = node.options().outputs().isEmpty();
    if (hasNone && !(node instanceof Node.Tool)) {
      return problem; // It has outputs of its own, which the problem names.
    }
    Problem told = hasNone ? noneDeclared(problem, node) : problem;
    JsonNode given = given(node);
    if (!given.isEmpty() && !given.has(name)) {
      return told;
    }
    String field = "{type: " + typeOf(given.path(name)) + "}";
    String pointer = "nodes." + node.id().value();
    return hasNone
        ? Edits.withKey(told, context, pointer, "outputs", "{" + name + ": " + field + "}")
        : Edits.withKey(told, context, pointer + ".outputs", name, field);
  }

  private static Problem noneDeclared(Problem problem, Node node) {
    return new Problem(
        problem.code(),
        problem.severity(),
        problem.span(),
        "%s (node '%s' declares no 'outputs')".formatted(problem.message(), node.id().value()),
        problem.related(),
        problem.fixes());
  }

  /** {@return the members that the node's tool promises; none where nobody knows} */
  private JsonNode given(Node node) {
    JsonNode none = MissingNode.getInstance();
    return node instanceof Node.Tool tool
        ? context
            .tools()
            .find(tool.tool())
            .map(ToolSchema::output)
            .map(output -> output.path("properties"))
            .orElse(none)
        : none;
  }

  /** Most values are texts where nobody knows. */
  private static String typeOf(JsonNode schema) {
    String type = schema.path("type").asText();
    return TYPES.contains(type) ? type : "string";
  }
}

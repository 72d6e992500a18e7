package fermata.definition.check.rule;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.Type;
import fermata.definition.expression.Types;
import fermata.definition.keys.ScopeKind;
import fermata.definition.model.Field;
import fermata.definition.model.NodeId;
import fermata.definition.model.StateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names that lead to a value, and what the definition says of it. */
public final class ValuePaths {

  private ValuePaths() {}

  /** {@return the names from the outermost one on; empty where something else is at the start} */
  public static List<String> of(ExpressionTree tree) {
    return switch (tree) {
      case ExpressionTree.Name(_, var name) -> List.of(name);
      case ExpressionTree.Member member -> {
        List<String> start = of(member.operand());
        if (start.isEmpty()) {
          yield start;
        }
        var path = new ArrayList<>(start);
        path.add(member.member());
        yield path;
      }
      case ExpressionTree.Call _,
          ExpressionTree.Has _,
          ExpressionTree.Literal _,
          ExpressionTree.Macro _,
          ExpressionTree.ListLiteral _,
          ExpressionTree.MapLiteral _,
          ExpressionTree.Missing _ ->
          List.of();
    };
  }

  /** {@return the schema of the value that a piece of an expression reads, where it has one} */
  public static Optional<JsonNode> findSchema(
      CheckContext context, ExpressionPart part, ExpressionTree tree) {
    List<String> path = part.isBelowMacro() ? List.of() : of(tree);
    if (path.size() == 2) {
      return ofPair(context, part, path.getFirst(), path.getLast());
    }
    boolean isOfNode = path.size() == 3 && path.getFirst().equals("nodes");
    return isOfNode ? ofNode(context, path.get(1), path.get(2)) : Optional.empty();
  }

  private static Optional<JsonNode> ofPair(
      CheckContext context, ExpressionPart part, String root, String name) {
    return switch (root) {
      case "input" ->
          Optional.ofNullable(context.definition().input().get(name)).map(Field::schema);
      case "state" ->
          Optional.ofNullable(context.definition().state().get(name)).map(StateKey::schema);
      case "output" ->
          part.site().text().value().scope() == ScopeKind.SUCCESSOR
              ? ofNode(context, part.site().text().value().owner(), name)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> ofNode(CheckContext context, String id, String output) {
    return Optional.ofNullable(context.definition().nodes().get(new NodeId(id)))
        .map(node -> NodeOutputs.of(node).get(output))
        .map(Field::schema);
  }

  /** Whether a value is there in every run and is never null: a constant, or such an input. */
  public static boolean isSurelySet(
      CheckContext context, ExpressionPart part, ExpressionTree tree) {
    if (tree instanceof ExpressionTree.Literal literal) {
      return literal.kind() != ExpressionTree.LiteralKind.NULL;
    }
    List<String> path = part.isBelowMacro() ? List.of() : of(tree);
    if (path.size() != 2) {
      return false;
    }
    Field input =
        path.getFirst().equals("input") ? context.definition().input().get(path.getLast()) : null;
    JsonNode constant =
        path.getFirst().equals("vars")
            ? context.definition().variables().get(path.getLast())
            : null;
    return (input != null && isSurelySet(input)) || (constant != null && !constant.isNull());
  }

  private static boolean isSurelySet(Field field) {
    boolean isGiven = field.required() || field.defaultValue() != null;
    return isGiven && !Type.ofSchema(field.schema()).accepts(Types.NULL);
  }
}

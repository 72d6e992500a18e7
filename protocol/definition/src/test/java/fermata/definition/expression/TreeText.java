package fermata.definition.expression;

import java.util.List;
import java.util.stream.Collectors;

/** Trees in one line, with {@code ?} where something is missing: what completion can still see. */
final class TreeText {

  private TreeText() {}

  static String of(ExpressionTree tree) {
    return switch (tree) {
      case ExpressionTree.Literal literal -> ExpressionPrinter.print(literal);
      case ExpressionTree.Name(_, var name) -> name;
      case ExpressionTree.Member member ->
          of(member.operand()) + "." + (member.member().isEmpty() ? "?" : member.member());
      case ExpressionTree.Call call -> call.function() + "(" + joined(call.arguments()) + ")";
      case ExpressionTree.Has(_, var member) -> "has(" + of(member) + ")";
      case ExpressionTree.Macro macro ->
          of(macro.range())
              + "."
              + macro.name()
              + "("
              + (macro.variable().isEmpty() ? "?" : macro.variable())
              + " -> "
              + joined(macro.bodies())
              + ")";
      case ExpressionTree.ListLiteral(_, var items) -> "[" + joined(items) + "]";
      case ExpressionTree.MapLiteral map ->
          "{" + joined(map.keys()) + " : " + joined(map.values()) + "}";
      case ExpressionTree.Missing _ -> "?";
    };
  }

  private static String joined(List<ExpressionTree> trees) {
    return trees.stream().map(TreeText::of).collect(Collectors.joining(", "));
  }
}

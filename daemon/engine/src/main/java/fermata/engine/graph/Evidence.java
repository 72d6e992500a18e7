package fermata.engine.graph;

import fermata.definition.expression.Evaluation;
import fermata.definition.expression.Evaluator;
import fermata.definition.expression.Expression;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.ExpressionTrees;
import fermata.definition.expression.ValueScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The values that an expression has looked at, for people. */
final class Evidence {

  /** How many values are told. */
  static final int VALUES_MAX = 8;

  private Evidence() {}

  /** {@return {@code output.total = 12, usage.steps = 3}; empty where it looks at nothing} */
  static String of(Expression expression, ValueScope scope) {
    Map<String, ExpressionTree> paths = new LinkedHashMap<>();
    collect(expression, expression.root(), paths);
    return paths.entrySet().stream()
        .limit(VALUES_MAX)
        .map(path -> path.getKey() + " = " + value(expression, path.getValue(), scope))
        .collect(Collectors.joining(", "));
  }

  private static void collect(
      Expression expression, ExpressionTree tree, Map<String, ExpressionTree> paths) {
    if (isPath(tree)) {
      paths.putIfAbsent(
          expression.source().substring(tree.span().start(), tree.span().end()), tree);
    } else if (tree instanceof ExpressionTree.Macro macro) {
      // Its body reads a variable that has no value here.
      collect(expression, macro.range(), paths);
    } else {
      ExpressionTrees.children(tree).forEach(child -> collect(expression, child, paths));
    }
  }

  private static boolean isPath(ExpressionTree tree) {
    return tree instanceof ExpressionTree.Member member
        && (member.operand() instanceof ExpressionTree.Name || isPath(member.operand()));
  }

  private static String value(Expression expression, ExpressionTree tree, ValueScope scope) {
    var part = new Expression(expression.source(), expression.pointer(), tree);
    return switch (Evaluator.evaluate(part, scope)) {
      case Evaluation.Value(var value) -> Texts.brief(value);
      case Evaluation.Failure _ -> "unset";
    };
  }
}

package fermata.definition.check.rule;

import fermata.definition.expression.Expression;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.Type;
import fermata.definition.expression.TypeChecker;
import fermata.definition.expression.Types;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.TextPlace;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.List;

/**
 * A part of an expression, and where it stands.
 *
 * @param isBelowMacro whether it stands in the body of a macro, whose variable has no known type
 */
public record ExpressionPart(ExpressionSite site, ExpressionTree tree, boolean isBelowMacro) {

  /** {@return the part as a call; only of parts that are known to be one} */
  public ExpressionTree.Call call() {
    return (ExpressionTree.Call) tree;
  }

  /** {@return the type of a piece of the part; any type within a macro} */
  public Type typeOf(ExpressionTree piece) {
    if (isBelowMacro) {
      return Types.DYN;
    }
    var expression = new Expression(site.expression().source(), site.expression().pointer(), piece);
    return TypeChecker.check(expression, site.scope()).value();
  }

  /** {@return a problem at a piece of the part; for a text in a file it says where in it} */
  public Problem problem(ProblemCode code, ExpressionTree piece, String message) {
    Span inText = piece.span().shift(site.hole().inner().start());
    return Problem.of(code, site.span(piece.span()), site.text().place().lead(inText) + message);
  }

  /**
   * {@return the problem with a fix that leaves nothing of a piece but one of its own pieces}
   *
   * <p>Without one where the text is in a file of its own, or where the rest could bind to what
   * stands around the piece.
   */
  public Problem withOnly(
      Problem problem,
      CheckContext context,
      ExpressionTree whole,
      String before,
      ExpressionTree kept) {
    if (!(site.text().place() instanceof TextPlace.InDefinition) || !isTight(kept)) {
      return problem;
    }
    String text = before + context.source().slice(site.span(kept.span()));
    // The parentheses around a piece are no part of it.
    if (!isBalanced(text) || !isBalanced(context.source().slice(site.span(whole.span())))) {
      return problem;
    }
    return problem.withFix(
        "Write '" + text + "'", List.of(new TextEdit(site.span(whole.span()), text)));
  }

  /** Whether nothing that stands around it can take a part of it away. */
  private static boolean isTight(ExpressionTree tree) {
    return switch (tree) {
      case ExpressionTree.Call call -> !call.function().contains("_") && !isIn(call);
      case ExpressionTree.Literal _,
          ExpressionTree.Name _,
          ExpressionTree.Member _,
          ExpressionTree.Has _,
          ExpressionTree.Macro _,
          ExpressionTree.ListLiteral _,
          ExpressionTree.MapLiteral _ ->
          true;
      case ExpressionTree.Missing _ -> false;
    };
  }

  private static boolean isBalanced(String text) {
    return text.chars().filter(c -> c == '(').count() == text.chars().filter(c -> c == ')').count();
  }

  private static boolean isIn(ExpressionTree.Call call) {
    return call.function().equals("@in");
  }
}

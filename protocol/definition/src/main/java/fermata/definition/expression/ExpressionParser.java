package fermata.definition.expression;

import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import java.util.ArrayList;

/** The way from the text of an expression to its tree. Total: any text gives a tree. */
public final class ExpressionParser {

  /**
   * The most levels of a tree, and of brackets in a text. Chains count: {@code a + b + c} has three
   * levels. CEL asks implementations for 32 at least.
   */
  public static final int DEPTH_MAX = 200;

  private ExpressionParser() {}

  /**
   * {@return the tree of a text}
   *
   * @param source the expression, without the marks of a template
   * @param pointer its place in its file, for failures
   */
  public static Parsed<Expression> parse(String source, String pointer) {
    var lexer = new Lexer(source, 0);
    var tokens = new Tokens(lexer.rest());
    tokens.addAll(lexer.problems());
    ExpressionTree root = new TreeParser(tokens).parse();
    if (ExpressionTrees.isHigherThan(root, DEPTH_MAX)) {
      reportOnce(tokens, tooDeep(root));
      root = new ExpressionTree.Missing(root.span());
    }
    return new Parsed<>(new Expression(source, pointer, root), new ArrayList<>(tokens.problems()));
  }

  // A text with too many brackets was given up at the first one that is too many.
  private static void reportOnce(Tokens tokens, Problem problem) {
    if (tokens.problems().stream().noneMatch(known -> known.code().equals(problem.code()))) {
      tokens.add(problem);
    }
  }

  static Problem tooDeep(ExpressionTree tree) {
    return Problem.of(
        ExpressionProblems.TOO_DEEP,
        tree.span(),
        "expression is nested too deep (expected: <= " + DEPTH_MAX + " levels)");
  }
}

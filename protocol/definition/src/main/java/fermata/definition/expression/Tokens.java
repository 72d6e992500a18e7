package fermata.definition.expression;

import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a list of tokens, and the problems found so far. Confined to one thread.
 *
 * <p>Of several syntax problems at one place only the first is kept: the rest are its echoes.
 */
final class Tokens {

  private final List<Token> tokens;
  private final List<Problem> problems = new ArrayList<>();
  private int index;
  private int lastSyntaxStart = -1;
  private boolean hasGivenUp;

  /** Takes tokens of which the last is of kind END. */
  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token current() {
    return tokens.get(index);
  }

  Token following() {
    return tokens.get(Math.min(index + 1, tokens.size() - 1));
  }

  /** {@return the current token; the next one is current then} */
  Token take() {
    Token token = current();
    if (token.kind() != Token.Kind.END) {
      index++;
    }
    return token;
  }

  boolean isAt(String symbol) {
    return current().isSymbol(symbol);
  }

  /** Takes the symbol if it is the current token. */
  boolean takeIf(String symbol) {
    boolean isThere = isAt(symbol);
    if (isThere) {
      take();
    }
    return isThere;
  }

  void skipToEnd() {
    index = tokens.size() - 1;
  }

  /** Leaves the rest unread, and unreported: what would be said of it follows from this problem. */
  void giveUp(Problem problem) {
    syntax(problem);
    skipToEnd();
    hasGivenUp = true;
  }

  /** {@return the offset just after the token before the current one} */
  int lastEnd() {
    return index == 0 ? 0 : tokens.get(index - 1).span().end();
  }

  List<Problem> problems() {
    return problems;
  }

  void add(Problem problem) {
    problems.add(problem);
  }

  void addAll(List<Problem> more) {
    problems.addAll(more);
  }

  void report(ProblemCode code, Span span, String message) {
    add(Problem.of(code, span, message));
  }

  /** Reports what was expected in place of the current token. */
  void expected(String what) {
    String found = current().described();
    syntax(current().span(), "expected " + what + ", found " + found);
  }

  void syntax(Span span, String message) {
    syntax(Problem.of(ExpressionProblems.SYNTAX, span, message));
  }

  void syntax(Problem problem) {
    if (!hasGivenUp && problem.span().start() != lastSyntaxStart) {
      lastSyntaxStart = problem.span().start();
      problems.add(problem);
    }
  }
}

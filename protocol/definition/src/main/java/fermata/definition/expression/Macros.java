package fermata.definition.expression;

import fermata.definition.text.Span;
import java.util.List;
import java.util.Set;

/**
 * Calls whose arguments are not values: {@code has}, and those that name a variable.
 *
 * <p>CEL language definition, section Macros.
 */
final class Macros {

  static final String HAS = "has";
  static final String ALL = "all";
  static final String EXISTS = "exists";
  static final String EXISTS_ONE = "exists_one";
  static final String MAP = "map";
  static final String FILTER = "filter";

  private static final Set<String> COMPREHENSIONS = Set.of(ALL, EXISTS, EXISTS_ONE, MAP, FILTER);

  /** A call that is written like a macro. */
  record Use(Span span, Token name, ExpressionTree range, List<ExpressionTree> arguments) {}

  private Macros() {}

  static boolean isMacro(String name) {
    return COMPREHENSIONS.contains(name);
  }

  /** {@return the macro; a call of the same name, reported, if it has not the macro's form} */
  static ExpressionTree build(Tokens tokens, Use use) {
    String name = use.name().text();
    int argumentCount = use.arguments().size();
    boolean isCountRight = argumentCount == 2 || (argumentCount == 3 && name.equals(MAP));
    boolean isNamed =
        argumentCount > 0 && use.arguments().getFirst() instanceof ExpressionTree.Name;
    if (isReported(use)) {
      return broken(use);
    }
    if (!isCountRight || !isNamed) {
      tokens.report(
          ExpressionProblems.MACRO_FORM,
          isCountRight ? use.arguments().getFirst().span() : use.name().span(),
          "'" + name + "' has the form " + form(name));
      return broken(use);
    }
    String variable = ((ExpressionTree.Name) use.arguments().getFirst()).name();
    List<ExpressionTree> bodies = use.arguments().subList(1, argumentCount);
    return new ExpressionTree.Macro(use.span(), name, use.range(), variable, bodies);
  }

  // Where a name was expected and none stands, the reader has said so.
  private static boolean isReported(Use use) {
    return !use.arguments().isEmpty()
        && use.arguments().getFirst() instanceof ExpressionTree.Missing;
  }

  // While somebody types `xs.filter(x` the names in it must be known: the tree keeps the parts.
  private static ExpressionTree broken(Use use) {
    List<ExpressionTree> arguments = use.arguments();
    String variable = "";
    List<ExpressionTree> bodies = arguments;
    if (!arguments.isEmpty() && arguments.getFirst() instanceof ExpressionTree.Name first) {
      variable = first.name();
      bodies = arguments.subList(1, arguments.size());
    }
    if (bodies.isEmpty()) {
      bodies = List.of(new ExpressionTree.Missing(Span.at(use.span().end())));
    }
    return new ExpressionTree.Macro(use.span(), use.name().text(), use.range(), variable, bodies);
  }

  static ExpressionTree has(Tokens tokens, Span span, Token name, List<ExpressionTree> arguments) {
    if (arguments.size() == 1 && arguments.getFirst() instanceof ExpressionTree.Member member) {
      return new ExpressionTree.Has(span, member);
    }
    boolean isOne = arguments.size() == 1;
    boolean isReported = isOne && arguments.getFirst() instanceof ExpressionTree.Missing;
    if (!isReported) {
      tokens.report(
          ExpressionProblems.MACRO_FORM,
          isOne ? arguments.getFirst().span() : name.span(),
          "'has' has the form has(value.member)");
    }
    return new ExpressionTree.Missing(span);
  }

  private static String form(String name) {
    return switch (name) {
      case MAP -> "list.map(x, value) or list.map(x, condition, value)";
      default -> "list." + name + "(x, condition)";
    };
  }
}

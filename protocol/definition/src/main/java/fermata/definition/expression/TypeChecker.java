package fermata.definition.expression;

import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import java.util.List;

/** Finds out what type an expression has, and what in it cannot be right. Total. */
public final class TypeChecker {

  private TypeChecker() {}

  /** {@return the type; spans of problems count from the start of the expression's source} */
  public static Parsed<Type> check(Expression expression, TypeScope scope) {
    return new Parsed<>(Types.DYN, List.of());
  }

  /** {@return the problems of an expression that must be true or false, such as a {@code when}} */
  public static List<Problem> checkCondition(Expression expression, TypeScope scope) {
    return check(expression, scope).problems();
  }

  /**
   * {@return the type of what a template renders to: of its expression if it is nothing else, text
   * otherwise; spans of problems count from the start of the template's text}
   */
  public static Parsed<Type> check(Template template, TypeScope scope) {
    return new Parsed<>(Types.DYN, List.of());
  }
}

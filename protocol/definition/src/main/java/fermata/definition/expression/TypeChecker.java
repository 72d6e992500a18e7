package fermata.definition.expression;

import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out what type an expression has, and what in it cannot be right. Total.
 *
 * <p>What the parser reported is not reported again: a {@link ExpressionTree.Missing} has any type.
 */
public final class TypeChecker {

  private TypeChecker() {}

  /** {@return the type; spans of problems count from the start of the expression's source} */
  public static Parsed<Type> check(Expression expression, TypeScope scope) {
    var rules = new TypeRules();
    Type type = rules.typeOf(expression.root(), scope);
    return new Parsed<>(type, rules.problems());
  }

  /**
   * {@return the type of an expression that must be true or false, such as a {@code when}, with one
   * more problem if it cannot be}
   */
  public static Parsed<Type> checkCondition(Expression expression, TypeScope scope) {
    var rules = new TypeRules();
    Type type = rules.condition(expression.root(), scope);
    return new Parsed<>(type, rules.problems());
  }

  /**
   * {@return the type of what a template renders to: of its expression if it is nothing else, text
   * otherwise; spans of problems count from the start of the template's text}
   */
  public static Parsed<Type> check(Template template, TypeScope scope) {
    var problems = new ArrayList<Problem>();
    Type type = Types.TEXT;
    for (Template.Part part : template.parts()) {
      if (part instanceof Template.Part.Hole hole) {
        Parsed<Type> checked = check(hole.expression(), scope);
        checked.problems().forEach(problem -> problems.add(problem.shift(hole.inner().start())));
        type = template.isSingle() ? checked.value() : type;
      }
    }
    return new Parsed<>(type, List.copyOf(problems));
  }
}

package fermata.definition.expression;

/**
 * Computes the values of expressions and templates. Pure: the same tree and values give the same
 * result, and at most {@link #STEPS_MAX} steps of work are done for it.
 */
public final class Evaluator {

  /**
   * The most steps of one evaluation. A step is a node of the tree that is evaluated, an element
   * that is looked at or copied, or {@value #TEXT_UNITS_PER_STEP} UTF-16 units of text that are.
   */
  public static final int STEPS_MAX = 1_000_000;

  /** How many UTF-16 units of text are looked at or copied in one step. */
  public static final int TEXT_UNITS_PER_STEP = 64;

  private Evaluator() {}

  /** {@return the value of an expression, or why it has none} */
  public static Evaluation evaluate(Expression expression, ValueScope scope) {
    return failure(expression);
  }

  /**
   * {@return the value of a template, or the first failure of an expression in it}
   *
   * <p>A template that is one expression keeps that one's value. Otherwise it is a text, in which a
   * text stands as it is and any other value as compact JSON.
   */
  public static Evaluation render(Template template, ValueScope scope) {
    return template.parts().stream()
        .filter(Template.Part.Hole.class::isInstance)
        .map(part -> failure(((Template.Part.Hole) part).expression()))
        .findFirst()
        .orElseThrow();
  }

  private static Evaluation failure(Expression expression) {
    return new Evaluation.Failure(
        FailureKind.SYNTAX.wireName(),
        "cannot be evaluated",
        expression.pointer(),
        expression.root().span());
  }
}

package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

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

  /**
   * The most UTF-16 units of text that one evaluation makes: by {@code +}, by functions, as JSON.
   */
  public static final int MADE_UNITS_MAX = 8_000_000;

  /** Levels of lists and maps in one another that a result may have, and compared values may. */
  public static final int VALUE_DEPTH_MAX = 500;

  private Evaluator() {}

  /** {@return the value of an expression, or why it has none} */
  public static Evaluation evaluate(Expression expression, ValueScope scope) {
    return evaluate(expression, scope, new Budget(STEPS_MAX));
  }

  private static Evaluation evaluate(Expression expression, ValueScope scope, Budget budget) {
    CelValue value = new TreeEvaluator(scope, budget).evaluate(expression.root());
    var values = new JsonValues(budget);
    JsonNode json = values.toJson(value);
    CelValue.Fault fault = values.fault();
    return fault == null ? new Evaluation.Value(json) : failure(expression, fault);
  }

  /**
   * {@return the value of a template, or the first failure of an expression in it}
   *
   * <p>A template that is one expression keeps that one's value. Otherwise it is a text, in which a
   * text stands as it is and any other value as compact JSON. All its expressions share one budget.
   */
  public static Evaluation render(Template template, ValueScope scope) {
    var budget = new Budget(STEPS_MAX);
    if (template.isSingle() && template.parts().getFirst() instanceof Template.Part.Hole hole) {
      return evaluate(hole.expression(), scope, budget);
    }
    var text = new StringBuilder();
    for (Template.Part part : template.parts()) {
      switch (part) {
        case Template.Part.Text(_, var literal) -> text.append(literal);
        case Template.Part.Hole hole -> {
          Evaluation.Failure failure = append(hole.expression(), scope, budget, text);
          if (failure != null) {
            return failure;
          }
        }
      }
    }
    return new Evaluation.Value(TextNode.valueOf(text.toString()));
  }

  private static Evaluation.@Nullable Failure append(
      Expression expression, ValueScope scope, Budget budget, StringBuilder text) {
    CelValue value = new TreeEvaluator(scope, budget).evaluate(expression.root());
    var values = new JsonValues(budget);
    String rendered = values.rendered(value);
    CelValue.Fault fault = values.fault();
    if (fault != null) {
      return failure(expression, fault);
    }
    text.append(rendered);
    return null;
  }

  private static Evaluation.Failure failure(Expression expression, CelValue.Fault fault) {
    CelValue.Fault placed = fault.at(expression.root().span());
    return new Evaluation.Failure(
        placed.kind().wireName(),
        placed.message(),
        expression.pointer(),
        placed.span() == null ? expression.root().span() : placed.span());
  }
}

package fermata.definition.expression;

import fermata.definition.pattern.LinearPattern;
import fermata.definition.pattern.LinearPattern.Reading;

/** Patterns in expressions, paid for from the budget of the evaluation. */
final class Patterns {

  /** How many pairs of a text unit and a part of the pattern are tried in one step. */
  private static final int TRIES_PER_STEP = 16;

  private Patterns() {}

  static CelValue matches(String text, String source, Budget budget) {
    return switch (LinearPattern.read(source)) {
      case Reading.Fine(var pattern) ->
          budget.spend(pattern.tries(text) / TRIES_PER_STEP)
              ? CelValues.of(pattern.isIn(text))
              : Budget.fault();
      case Reading.Broken(var reason, _) -> Faults.conversion(source, "a pattern: " + reason);
      case Reading.TooLarge large -> CelValue.Fault.of(FailureKind.BUDGET, large.message());
    };
  }

  /** {@return true, or the fault that a pattern always leads to} */
  static CelValue check(String source) {
    return matches("", source, new Budget(Evaluator.STEPS_MAX));
  }
}

package fermata.definition.expression;

/**
 * The steps that an evaluation has left. Confined to one evaluation.
 *
 * <p>Once spent it stays spent: nothing can absorb the failure that follows.
 */
final class Budget {

  private long stepsLeft;

  Budget(long steps) {
    this.stepsLeft = steps;
  }

  /** {@return whether the steps were there} */
  boolean spend(long steps) {
    stepsLeft = stepsLeft < steps ? -1 : stepsLeft - steps;
    return stepsLeft >= 0;
  }

  /** {@return whether there were steps enough to go through that much text} */
  boolean spendText(long units) {
    return spend(units / Evaluator.TEXT_UNITS_PER_STEP);
  }

  boolean isSpent() {
    return stepsLeft < 0;
  }

  static CelValue.Fault fault() {
    return CelValue.Fault.of(
        FailureKind.BUDGET,
        "expression takes too much work (expected: <= " + Evaluator.STEPS_MAX + " steps)");
  }
}

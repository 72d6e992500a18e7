package fermata.definition.expression;

/**
 * The steps that an evaluation has left, and the text that it may still make. Confined to one
 * evaluation.
 *
 * <p>Once spent it stays spent: nothing can absorb the failure that follows.
 */
final class Budget {

  private long stepsLeft;
  private long madeUnitsLeft = Evaluator.MADE_UNITS_MAX;

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

  /** {@return whether a new text of that length may be made} */
  boolean spendMade(long units) {
    madeUnitsLeft = madeUnitsLeft < units ? -1 : madeUnitsLeft - units;
    return madeUnitsLeft < 0 ? spend(Long.MAX_VALUE) : spendText(units);
  }

  boolean isSpent() {
    return stepsLeft < 0;
  }

  static CelValue.Fault fault() {
    return CelValue.Fault.of(
        FailureKind.BUDGET,
        "expression takes too much work (expected: <= "
            + Evaluator.STEPS_MAX
            + " steps, and <= "
            + Evaluator.MADE_UNITS_MAX
            + " characters of new text)");
  }
}

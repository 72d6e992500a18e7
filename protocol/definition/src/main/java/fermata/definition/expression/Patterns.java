package fermata.definition.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Regular expressions of RE2's syntax, matched in time linear in the text.
 *
 * <p>The time is also linear in the size of the compiled pattern, which repetitions inside one
 * another can make as large as they like; so it is limited before it is compiled, and paid for.
 */
final class Patterns {

  /** The longest pattern, in UTF-16 units. */
  static final int PATTERN_UNITS_MAX = 1_000;

  /** How many pairs of a text unit and a part of the pattern are tried in one step. */
  private static final int TRIES_PER_STEP = 16;

  private Patterns() {}

  static CelValue matches(String text, String source, Budget budget) {
    if (!PatternSize.isWithinLimit(source)) {
      return tooLarge();
    }
    try {
      Pattern pattern = Pattern.compile(source);
      long tries = (long) pattern.programSize() * (text.length() + 1);
      boolean isPaid = budget.spend(tries / TRIES_PER_STEP);
      return isPaid ? CelValues.of(pattern.matcher(text).find()) : Budget.fault();
    } catch (PatternSyntaxException broken) {
      return broken(source, broken);
    }
  }

  /** {@return true, or the fault that a pattern always leads to} */
  static CelValue check(String source) {
    return matches("", source, new Budget(Evaluator.STEPS_MAX));
  }

  private static CelValue.Fault broken(String source, PatternSyntaxException broken) {
    return Faults.conversion(source, "a pattern: " + broken.getDescription());
  }

  private static CelValue.Fault tooLarge() {
    return CelValue.Fault.of(
        FailureKind.BUDGET,
        "pattern is too large (expected: <= "
            + PATTERN_UNITS_MAX
            + " characters, and <= "
            + PatternSize.PARTS_MAX
            + " parts with its repetitions written out)");
  }
}

package fermata.definition.yaml;

import fermata.definition.text.Problem;
import fermata.definition.text.Span;

/**
 * Finds characters that YAML text must not hold and replaces them by U+FFFD.
 *
 * <p>Source: YAML 1.2.2, section 5.1.
 */
final class ControlCharacters {

  private static final char REPLACEMENT = '\uFFFD';

  private ControlCharacters() {}

  /** Replaces the characters in place; one problem for all of them. */
  static void replace(char[] units, ProblemList problems) {
    int count = 0;
    int first = 0;
    char firstUnit = REPLACEMENT;
    for (int offset = 0; offset < units.length; offset++) {
      if (!isAllowed(units, offset)) {
        if (count++ == 0) {
          first = offset;
          firstUnit = units[offset];
        }
        units[offset] = REPLACEMENT;
      }
    }
    if (count > 0) {
      problems.add(
          Problem.of(
              YamlProblems.CONTROL_CHARACTER,
              new Span(first, first + 1),
              message(firstUnit, count)));
    }
  }

  private static String message(char unit, int count) {
    String name = "character U+%04X is not allowed in a text".formatted((int) unit);
    return count == 1 ? name : name + ", nor are " + (count - 1) + " more";
  }

  private static boolean isAllowed(char[] units, int offset) {
    char unit = units[offset];
    if (unit < ' ') {
      return unit == '\t' || unit == '\n' || unit == '\r';
    }
    if (Character.isHighSurrogate(unit)) {
      return offset + 1 < units.length && Character.isLowSurrogate(units[offset + 1]);
    }
    if (Character.isLowSurrogate(unit)) {
      return offset > 0 && Character.isHighSurrogate(units[offset - 1]);
    }
    boolean isControl = unit >= 0x7F && unit < 0xA0 && unit != 0x85;
    return !isControl && unit < 0xFFFE;
  }
}

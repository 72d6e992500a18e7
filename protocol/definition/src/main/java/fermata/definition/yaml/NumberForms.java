package fermata.definition.yaml;

/**
 * Which texts are numbers.
 *
 * <p>Read unit by unit: this is asked of each scalar, by several rules.
 *
 * <p>Source: YAML 1.2.2, section 10.3.2.
 */
final class NumberForms {

  /** Longer runs of digits stay text: converting them takes quadratic time. */
  private static final int INTEGER_DIGITS_MAX = 1_000;

  /** Shorter texts without an exponent are finite. */
  private static final int FINITE_UNITS_MAX = 300;

  private NumberForms() {}

  /** {@return whether a text is a number, and which; {@code TEXT} for infinity} */
  static ScalarForm of(String text) {
    if (hasRadix(text)) {
      return isOfRadix(text) ? integer(text.length() - 2) : ScalarForm.TEXT;
    }
    int start = isSign(text, 0) ? 1 : 0;
    int whole = digits(text, start);
    if (whole == text.length()) {
      return whole > start ? integer(text.length()) : ScalarForm.TEXT;
    }
    return isDecimal(text, start, whole) && isFinite(text) ? ScalarForm.DECIMAL : ScalarForm.TEXT;
  }

  /** Whether it begins as octal and hexadecimal numbers do. */
  static boolean hasRadix(String text) {
    return text.length() > 1
        && text.charAt(0) == '0'
        && (text.charAt(1) == 'o' || text.charAt(1) == 'x');
  }

  private static ScalarForm integer(int digitCount) {
    return digitCount > INTEGER_DIGITS_MAX ? ScalarForm.TEXT : ScalarForm.INTEGER;
  }

  private static boolean isOfRadix(String text) {
    for (int i = 2; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean isDigit = text.charAt(1) == 'o' ? unit >= '0' && unit <= '7' : isHexadecimal(unit);
      if (!isDigit) {
        return false;
      }
    }
    return text.length() > 2;
  }

  private static boolean isHexadecimal(char unit) {
    return (unit >= '0' && unit <= '9')
        || (unit >= 'a' && unit <= 'f')
        || (unit >= 'A' && unit <= 'F');
  }

  /** Whether what follows the digits before the point makes a number of it. */
  private static boolean isDecimal(String text, int start, int whole) {
    int end = whole;
    if (text.charAt(end) == '.') {
      end = digits(text, end + 1);
      if (whole == start && end == whole + 1) {
        return false;
      }
    } else if (whole == start) {
      return false;
    }
    return end == text.length() || isExponent(text, end);
  }

  private static boolean isExponent(String text, int at) {
    if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
      return false;
    }
    int start = isSign(text, at + 1) ? at + 2 : at + 1;
    return start < text.length() && digits(text, start) == text.length();
  }

  private static boolean isFinite(String text) {
    boolean isSmall =
        text.length() < FINITE_UNITS_MAX && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    return isSmall || Double.isFinite(Double.parseDouble(text));
  }

  private static boolean isSign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
  }

  private static int digits(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}

package fermata.definition.yaml;

/**
 * The escapes of double-quoted scalars.
 *
 * <p>Source: YAML 1.2.2, section 5.7.
 */
final class Escapes {

  private Escapes() {}

  /**
   * One escape.
   *
   * @param value what it stands for; the text as written where it is not valid
   */
  record Escape(String value, int end, boolean isValid) {}

  /** {@return the escape at a backslash; {@code end} bounds the scalar} */
  static Escape read(YamlText text, int start, int end) {
    char kind = text.at(start + 1);
    return switch (kind) {
      case 'x' -> hexadecimal(text, start, 2, end);
      case 'u' -> hexadecimal(text, start, 4, end);
      case 'U' -> hexadecimal(text, start, 8, end);
      default -> {
        String value = simple(kind);
        yield value.isEmpty()
            ? invalid(text, start, start + 2)
            : new Escape(value, start + 2, true);
      }
    };
  }

  private static String simple(char kind) {
    return switch (kind) {
      case '0' -> "\0";
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case 't', '\t' -> "\t";
      case 'n' -> "\n";
      case 'v' -> "\u000B";
      case 'f' -> "\f";
      case 'r' -> "\r";
      case 'e' -> "\u001B";
      case ' ' -> " ";
      case '"' -> "\"";
      case '/' -> "/";
      case '\\' -> "\\";
      case 'N' -> "\u0085";
      case '_' -> "\u00A0";
      case 'L' -> "\u2028";
      case 'P' -> "\u2029";
      default -> "";
    };
  }

  private static Escape hexadecimal(YamlText text, int start, int digitCount, int end) {
    int digitsEnd = start + 2;
    long point = 0;
    while (digitsEnd < Math.min(end, start + 2 + digitCount)
        && Character.digit(text.at(digitsEnd), 16) >= 0) {
      point = point * 16 + Character.digit(text.at(digitsEnd), 16);
      digitsEnd++;
    }
    boolean isValid = digitsEnd == start + 2 + digitCount && point <= Character.MAX_CODE_POINT;
    return isValid
        ? new Escape(Character.toString((int) point), digitsEnd, true)
        : invalid(text, start, digitsEnd);
  }

  private static Escape invalid(YamlText text, int start, int end) {
    return new Escape(text.slice(start, end), end, false);
  }
}

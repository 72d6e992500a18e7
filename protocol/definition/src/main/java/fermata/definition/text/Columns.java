package fermata.definition.text;

/**
 * How many columns of a terminal text takes: wide characters two, marks on others and invisible
 * ones none.
 *
 * <p>Characters that a font joins, such as families of emoji, count by their parts.
 */
public final class Columns {

  private Columns() {}

  /** {@return the columns of a text} */
  public static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  /** {@return the columns of a code point} */
  public static int of(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  /** Source: Unicode Standard Annex 11, the ranges that are wide as a whole. */
  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115F)
        || (point >= 0x2E80 && point <= 0xA4CF)
        || (point >= 0xAC00 && point <= 0xD7A3)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFE30 && point <= 0xFE6F)
        || (point >= 0xFF00 && point <= 0xFF60)
        || (point >= 0x1F300 && point <= 0x1FAFF)
        || (point >= 0x20000 && point <= 0x3FFFD);
  }
}

package fermata.definition.graph;

import fermata.definition.model.EdgeTrigger;

/** Texts as they stand in pictures: on one line, measured in columns, cut where they are long. */
final class Words {

  /** Where a cut text ends. */
  static final String CUT = "…";

  private Words() {}

  /** {@return the end of a node that a way is for; empty for success} */
  static String of(EdgeTrigger trigger) {
    return switch (trigger) {
      case SUCCESS -> "";
      case FAILURE -> "failure";
      case TIMEOUT -> "timeout";
      case DENIED -> "denied";
      case ALWAYS -> "always";
    };
  }

  /**
   * {@return a text on one line, without what a terminal or a viewer would act on: control
   * characters, marks that turn the direction of writing, halves of characters}
   */
  static String oneLine(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> shown.appendCodePoint(isShown(point) ? point : ' '));
    return shown.toString().strip().replaceAll("\\s+", " ");
  }

  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** {@return the text, cut to so many columns} */
  static String cut(String text, int columnsMax) {
    if (columns(text) <= columnsMax) {
      return text;
    }
    var kept = new StringBuilder();
    int used = 0;
    for (int point : text.codePoints().toArray()) {
      used += columns(point);
      if (used > columnsMax - 1) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept.toString().stripTrailing() + CUT;
  }

  /** {@return how many columns of a terminal the text takes} */
  static int columns(String text) {
    return text.codePoints().map(Words::columns).sum();
  }

  private static int columns(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
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

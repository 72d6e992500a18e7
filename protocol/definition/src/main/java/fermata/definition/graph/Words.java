package fermata.definition.graph;

import fermata.definition.model.EdgeTrigger;
import fermata.definition.text.Columns;

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
    if (Columns.of(text) <= columnsMax) {
      return text;
    }
    var kept = new StringBuilder();
    int used = 0;
    for (int point : text.codePoints().toArray()) {
      used += Columns.of(point);
      if (used > columnsMax - 1) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept.toString().stripTrailing() + CUT;
  }
}

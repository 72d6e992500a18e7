package fermata.definition.format;

import java.util.function.IntConsumer;

/** The further lines of a scalar that has several. */
final class ScalarLines {

  private final LayoutText text;
  private final Token token;

  ScalarLines(LayoutText text, Token token) {
    this.text = text;
    this.token = token;
  }

  /** {@return the column of the least indented further line with text in it} */
  int leastColumn() {
    int[] least = {Integer.MAX_VALUE};
    forEachFurther(
        line -> {
          if (!text.isLineEnd(text.skipBlanks(line))) {
            least[0] = Math.min(least[0], text.indent(line));
          }
        });
    return least[0];
  }

  /** {@return the indentation of a block scalar's text; 0 where it has none} */
  int bodyIndent() {
    for (int line = token.start(); line < token.end(); line = text.nextLine(line)) {
      int first = text.skipSpaces(line, token.end());
      if (!text.isLineEnd(first)) {
        return first - line;
      }
    }
    return 0;
  }

  /** Moves the further lines of a plain or quoted scalar. */
  void shift(int by, EditList edits) {
    forEachFurther(
        line -> {
          int first = text.skipBlanks(line);
          int column = text.isLineEnd(first) ? 0 : text.indent(line) + by;
          edits.replace(line, first, " ".repeat(column));
        });
  }

  /** Removes the blanks at the ends of all lines but the last. */
  void trim(EditList edits) {
    int end = text.lineEnd(token.start());
    int start = token.start();
    while (end < token.end()) {
      int from = text.trimEnd(start, end);
      // An empty line has been taken care of as the indentation that it looks like.
      if (from > start) {
        edits.replace(from, end, "");
      }
      start = text.afterBreak(end);
      end = text.lineEnd(start);
    }
  }

  /** Moves the text of a block scalar that is indented by {@code indent}. */
  void shiftBody(int indent, int by, EditList edits) {
    for (int line = token.start(); line < token.end(); line = text.nextLine(line)) {
      int lineEnd = text.lineEnd(line);
      int first = text.skipSpaces(line, Math.min(lineEnd, line + indent));
      int column = first == lineEnd ? 0 : first - line + by;
      edits.replace(line, first, " ".repeat(Math.max(0, column)));
    }
  }

  private void forEachFurther(IntConsumer action) {
    for (int line = text.nextLine(token.start()); line < token.end(); line = text.nextLine(line)) {
      action.accept(line);
    }
  }
}

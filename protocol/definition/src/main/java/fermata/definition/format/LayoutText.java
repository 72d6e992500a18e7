package fermata.definition.format;

/** The units of a text, and where its lines and columns are. */
final class LayoutText {

  /** How many columns a tab stands for, as the parser has it. */
  private static final int TAB_COLUMNS = 2;

  private final String text;

  LayoutText(String text) {
    this.text = text;
  }

  int length() {
    return text.length();
  }

  String slice(int start, int end) {
    return text.substring(start, end);
  }

  boolean isEnd(int offset) {
    return offset >= text.length();
  }

  boolean isAt(char unit, int offset) {
    return !isEnd(offset) && text.charAt(offset) == unit;
  }

  boolean startsWith(String wanted, int offset) {
    return text.startsWith(wanted, offset);
  }

  /** {@return the unit at an offset; NUL past the end} */
  char at(int offset) {
    return isEnd(offset) ? '\0' : text.charAt(offset);
  }

  boolean isBlank(int offset) {
    return isAt(' ', offset) || isAt('\t', offset);
  }

  boolean isBreak(int offset) {
    return isAt('\n', offset) || isAt('\r', offset);
  }

  boolean isLineEnd(int offset) {
    return isEnd(offset) || isBreak(offset);
  }

  /** Whether white space or the end is at an offset. */
  boolean isSpace(int offset) {
    return isLineEnd(offset) || isBlank(offset);
  }

  boolean isLineStart(int offset) {
    return offset == 0 || (isBreak(offset - 1) && !(isAt('\n', offset) && isAt('\r', offset - 1)));
  }

  int skipBlanks(int offset) {
    int next = offset;
    while (isBlank(next)) {
      next++;
    }
    return next;
  }

  /** {@return the end of the spaces at an offset, or {@code limit} where that comes first} */
  int skipSpaces(int offset, int limit) {
    int next = offset;
    while (next < limit && isAt(' ', next)) {
      next++;
    }
    return next;
  }

  /** {@return the next offset that is neither blank nor a line end} */
  int skipWhite(int offset) {
    int next = offset;
    while (isBlank(next) || isBreak(next)) {
      next++;
    }
    return next;
  }

  int lineEnd(int offset) {
    int next = offset;
    while (!isLineEnd(next)) {
      next++;
    }
    return next;
  }

  /** {@return the offset after the line end at an offset} */
  int afterBreak(int offset) {
    if (isEnd(offset)) {
      return offset;
    }
    return isAt('\r', offset) && isAt('\n', offset + 1) ? offset + 2 : offset + 1;
  }

  int nextLine(int offset) {
    return afterBreak(lineEnd(offset));
  }

  int lineStart(int offset) {
    int start = offset;
    while (!isLineStart(start)) {
      start--;
    }
    return start;
  }

  /** {@return {@code end} moved back over blanks, not before {@code start}} */
  int trimEnd(int start, int end) {
    int trimmed = end;
    while (trimmed > start && isBlank(trimmed - 1)) {
      trimmed--;
    }
    return trimmed;
  }

  boolean hasBreak(int start, int end) {
    int next = start;
    while (next < end && !isBreak(next)) {
      next++;
    }
    return next < end;
  }

  /** {@return the first line end of the text, a line feed where it has none} */
  String firstBreak() {
    int end = lineEnd(0);
    return isEnd(end) ? "\n" : slice(end, afterBreak(end));
  }

  /**
   * {@return the column of {@code end}, where {@code start} is at {@code column}; characters count,
   * not UTF-16 units}
   */
  int column(int column, int start, int end) {
    int reached = column;
    int next = start;
    while (next < end) {
      reached += isAt('\t', next) ? TAB_COLUMNS - reached % TAB_COLUMNS : 1;
      next += Character.charCount(text.codePointAt(next));
    }
    return reached;
  }

  /** {@return the column of the first thing on the line that begins at an offset} */
  int indent(int lineStart) {
    return column(0, lineStart, skipBlanks(lineStart));
  }
}

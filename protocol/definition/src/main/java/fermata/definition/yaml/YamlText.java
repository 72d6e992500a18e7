package fermata.definition.yaml;

import fermata.definition.text.Span;

/**
 * The units of a text as the parser sees them.
 *
 * <p>As long as the source, so that offsets agree; what must not be parsed is blanked out.
 */
final class YamlText {

  /** What {@link #at} answers past the end; a text never holds it. */
  static final char END = '\0';

  /** How many columns a tab in an indentation stands for. Two, as most YAML indents by two. */
  static final int TAB_COLUMNS = 2;

  private final char[] units;

  YamlText(char[] units) {
    this.units = units;
  }

  int length() {
    return units.length;
  }

  char at(int offset) {
    return offset < units.length ? units[offset] : END;
  }

  String slice(int start, int end) {
    return new String(units, start, end - start);
  }

  String slice(Span span) {
    return slice(span.start(), span.end());
  }

  /** {@return what the hash of the units of a piece as a string is} */
  int hash(int start, int end) {
    int hash = 0;
    for (int offset = start; offset < end; offset++) {
      hash = 31 * hash + units[offset];
    }
    return hash;
  }

  /** Whether a piece is a string. */
  boolean isAt(String string, int start, int end) {
    if (string.length() != end - start) {
      return false;
    }
    for (int index = 0; index < string.length(); index++) {
      if (string.charAt(index) != units[start + index]) {
        return false;
      }
    }
    return true;
  }

  boolean isEnd(int offset) {
    return offset >= units.length;
  }

  static boolean isBlank(char unit) {
    return unit == ' ' || unit == '\t';
  }

  static boolean isBreak(char unit) {
    return unit == '\n' || unit == '\r';
  }

  static boolean isFlowIndicator(char unit) {
    return unit == ',' || unit == '[' || unit == ']' || unit == '{' || unit == '}';
  }

  /** Whether a line end or the end of the text is at an offset. */
  boolean isLineEnd(int offset) {
    return isEnd(offset) || isBreak(units[offset]);
  }

  /** Whether nothing but white space, a line end or the end of the text is at an offset. */
  boolean isSpace(int offset) {
    return isLineEnd(offset) || isBlank(units[offset]);
  }

  /** Whether a one-character indicator, which white space must follow, is at an offset. */
  boolean isIndicator(char indicator, int offset) {
    return at(offset) == indicator && isSpace(offset + 1);
  }

  /** Whether a comment begins at an offset. */
  boolean isComment(int offset) {
    return at(offset) == '#' && (offset == 0 || isSpace(offset - 1));
  }

  int skipBlanks(int offset) {
    int next = offset;
    while (isBlank(at(next))) {
      next++;
    }
    return next;
  }

  int skipSpaces(int offset) {
    int next = offset;
    while (at(next) == ' ') {
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

  /** {@return the end of the line of an offset, or {@code limit} where that comes first} */
  int lineEnd(int offset, int limit) {
    int next = offset;
    while (next < limit && !isLineEnd(next)) {
      next++;
    }
    return next;
  }

  /** {@return the offset after the line end that is at an offset} */
  int afterBreak(int offset) {
    if (isEnd(offset)) {
      return offset;
    }
    return units[offset] == '\r' && at(offset + 1) == '\n' ? offset + 2 : offset + 1;
  }

  int nextLine(int offset) {
    return afterBreak(lineEnd(offset));
  }

  int lineStart(int offset) {
    int start = offset;
    while (start > 0 && !isBreak(units[start - 1])) {
      start--;
    }
    return start;
  }

  /** {@return the first text on a line below an offset that is no comment, or the end} */
  int firstBelow(int offset) {
    int first = skipBlanks(nextLine(offset));
    while (!isEnd(first) && (isLineEnd(first) || at(first) == '#')) {
      first = skipBlanks(nextLine(first));
    }
    return first;
  }

  /** {@return {@code end} moved back over the blanks before it, not before {@code start}} */
  int trimEnd(int start, int end) {
    int trimmed = end;
    while (trimmed > start && isBlank(units[trimmed - 1])) {
      trimmed--;
    }
    return trimmed;
  }

  /** {@return the column of an offset of a line; a tab counts to the next even column} */
  int column(int lineStart, int offset) {
    int column = 0;
    for (int next = lineStart; next < offset; next++) {
      column += units[next] == '\t' ? TAB_COLUMNS - column % TAB_COLUMNS : 1;
    }
    return column;
  }

  boolean hasTab(int start, int end) {
    return indexOf('\t', start, end) >= 0;
  }

  boolean hasBreak(int start, int end) {
    for (int offset = start; offset < end; offset++) {
      if (isBreak(units[offset])) {
        return true;
      }
    }
    return false;
  }

  /** {@return the first place of a unit in a range, or -1} */
  int indexOf(char unit, int start, int end) {
    for (int offset = start; offset < end; offset++) {
      if (units[offset] == unit) {
        return offset;
      }
    }
    return -1;
  }

  boolean startsWith(String text, int offset) {
    if (offset + text.length() > units.length) {
      return false;
    }
    for (int index = 0; index < text.length(); index++) {
      if (units[offset + index] != text.charAt(index)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a document marker, {@code ---} or {@code ...}, stands at the start of a line. */
  boolean isDocumentMarker(int lineStart) {
    return (startsWith("---", lineStart) || startsWith("...", lineStart)) && isSpace(lineStart + 3);
  }

  /** Whether a line reads as {@code key:} or as an item from an offset on. */
  boolean looksLikeEntry(int offset) {
    return isIndicator('-', offset) || looksLikeKey(offset);
  }

  /** Whether a lower-case name and a colon are at an offset; prose seldom looks so. */
  boolean looksLikeKey(int offset) {
    return isLowerCase(at(offset)) && isIndicator(':', skipBlanks(nameEnd(offset)));
  }

  /** Whether a lower-case name, a colon and a value without a space between are at an offset. */
  boolean looksLikeTightKey(int offset) {
    int colon = nameEnd(offset);
    return isLowerCase(at(offset))
        && at(colon) == ':'
        && !isSpace(colon + 1)
        && at(colon + 1) != '/'
        && at(colon + 1) != ':';
  }

  private int nameEnd(int offset) {
    int next = offset;
    while (isNameUnit(at(next))) {
      next++;
    }
    return next;
  }

  private static boolean isLowerCase(char unit) {
    return (unit >= 'a' && unit <= 'z') || unit == '_';
  }

  private static boolean isNameUnit(char unit) {
    return isLowerCase(unit)
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9')
        || unit == '-'
        || unit == '.';
  }
}

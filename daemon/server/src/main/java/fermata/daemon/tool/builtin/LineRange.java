package fermata.daemon.tool.builtin;

import java.nio.charset.StandardCharsets;

/**
 * Some lines of a text, with their ends.
 *
 * @param from the number of the first line, counted from 1
 * @param to the number of the last; {@code from - 1} where there is none
 * @param isCut whether there were more lines than fit
 */
record LineRange(String text, int from, int to, int linesInAll, boolean isCut) {

  /** {@return at most {@code count} lines that take at most {@code bytesMax} bytes in UTF-8} */
  static LineRange of(String text, int from, int count, int bytesMax) {
    int start = -1;
    int end = -1;
    int bytes = 0;
    int line = 0;
    int to = from - 1;
    boolean isCut = false;
    for (int at = 0; at < text.length(); ) {
      line++;
      int next = lineEnd(text, at);
      if (line >= from && line - from < count && !isCut) {
        int more = utf8Length(text, at, next);
        isCut = bytes + more > bytesMax;
        if (start < 0) {
          start = at;
          end = isCut ? cut(text, at, bytesMax) : next;
          to = line;
        } else if (!isCut) {
          end = next;
          to = line;
        }
        bytes += more;
      }
      at = next;
    }
    return new LineRange(start < 0 ? "" : text.substring(start, end), from, to, line, isCut);
  }

  /** {@return where the next line begins} */
  private static int lineEnd(String text, int at) {
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        return i + 1;
      }
      if (c == '\r') {
        return i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
      }
    }
    return text.length();
  }

  private static int utf8Length(String text, int start, int end) {
    return text.substring(start, end).getBytes(StandardCharsets.UTF_8).length;
  }

  /** {@return the end of as many whole characters as fit} */
  private static int cut(String text, int start, int bytesMax) {
    int bytes = 0;
    int at = start;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > bytesMax) {
        return at;
      }
      at += Character.charCount(point);
    }
    return at;
  }
}

package fermata.definition.yaml;

import fermata.definition.text.Span;

/**
 * Where the parts of a Markdown file with front matter are.
 *
 * @param marks the start of the first line {@code ---}; the start of the text where there is none
 * @param yaml between the two lines; empty where there is no front matter
 * @param body what follows
 * @param isClosed whether the last line of the front matter is there; also where there is none
 */
public record FrontMatter(int marks, Span yaml, Span body, boolean isClosed) {

  private static final String MARK = "---";

  /** {@return the parts of a text} */
  public static FrontMatter of(String text) {
    int start = firstLine(text);
    if (!isMark(text, start)) {
      return new FrontMatter(0, Span.at(0), new Span(0, text.length()), true);
    }
    int inside = nextLine(text, start);
    int blank = -1;
    for (int line = inside; line < text.length(); line = nextLine(text, line)) {
      if (isMark(text, line)) {
        Span body = new Span(nextLine(text, line), text.length());
        return new FrontMatter(start, new Span(inside, line), body, true);
      }
      if (blank < 0 && text.substring(line, lineEnd(text, line)).isBlank()) {
        blank = line;
      }
    }
    // Nobody leaves an empty line in front matter that short; what follows it is prose.
    int end = blank < 0 ? text.length() : blank;
    return new FrontMatter(start, new Span(inside, end), new Span(end, text.length()), false);
  }

  /** Whether there is front matter at all. */
  public boolean isPresent() {
    return yaml.start() > 0;
  }

  /** Front matter belongs to the start of the file; empty lines before it are a mistake. */
  private static int firstLine(String text) {
    int line = 0;
    while (line < text.length() && text.substring(line, lineEnd(text, line)).isBlank()) {
      line = nextLine(text, line);
    }
    return line;
  }

  private static boolean isMark(String text, int line) {
    return text.startsWith(MARK, line)
        && text.substring(line + MARK.length(), lineEnd(text, line)).isBlank();
  }

  static int lineEnd(String text, int offset) {
    int end = offset;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  static int nextLine(String text, int offset) {
    int end = lineEnd(text, offset);
    if (end >= text.length()) {
      return end;
    }
    return text.startsWith("\r\n", end) ? end + 2 : end + 1;
  }
}

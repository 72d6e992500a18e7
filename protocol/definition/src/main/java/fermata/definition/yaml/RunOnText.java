package fermata.definition.yaml;

import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of several words that begins after its key and goes on in lines without an indent, as
 * people write a description, and how it is written as a block.
 *
 * @param key the key whose text it is
 * @param edits the edits that make a block of it
 */
record RunOnText(String key, List<TextEdit> edits) {

  /** How many lines are made a block at once. */
  private static final int LINES_MAX = 200;

  private static final Pattern KEY = Pattern.compile("([a-z][a-z0-9_-]*):(?: .*)?");
  private static final Pattern KEY_WITH_TEXT =
      Pattern.compile("([a-z][a-z0-9_-]*):( +)[^ |>\"'\\[{&*!#][^ ]* .*");

  /** {@return the text of the line above that a line goes on with; empty where there is none} */
  static Optional<RunOnText> before(YamlText text, Span span) {
    int start = text.lineStart(span.start());
    if (start == 0 || start != span.start()) {
      return Optional.empty();
    }
    int above = text.lineStart(start - 1);
    Matcher key = KEY_WITH_TEXT.matcher(text.slice(above, text.lineEnd(above)));
    return key.matches()
        ? Optional.of(
            new RunOnText(
                key.group(1),
                edits(text, new Span(above + key.end(1) + 1, above + key.end(2)), start)))
        : Optional.empty();
  }

  private static List<TextEdit> edits(YamlText text, Span gap, int start) {
    var edits = new ArrayList<TextEdit>();
    edits.add(new TextEdit(gap, " |\n  "));
    int line = start;
    while (isInside(text, line) && edits.size() <= LINES_MAX) {
      if (!text.isLineEnd(line)) {
        edits.add(new TextEdit(Span.at(line), "  "));
      }
      line = text.nextLine(line);
    }
    return edits;
  }

  /** The next key ends it, and so does the end of the front matter. */
  private static boolean isInside(YamlText text, int line) {
    String content = text.slice(line, text.lineEnd(line));
    return !text.isEnd(line) && !content.startsWith("---") && !KEY.matcher(content).matches();
  }
}

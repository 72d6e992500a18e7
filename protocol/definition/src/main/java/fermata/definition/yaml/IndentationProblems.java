package fermata.definition.yaml;

import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.ArrayList;
import java.util.List;

/** Finds the words and the edits for lines that are indented wrongly. */
final class IndentationProblems {

  /** A fix moves so many lines at most. */
  private static final int LINES_MAX = 500;

  private final YamlScan scan;
  private final YamlText text;

  IndentationProblems(YamlScan scan) {
    this.scan = scan;
    this.text = scan.text();
  }

  /** Reports a line whose column fits no collection around it. */
  void uneven(int lineStart, int offset, int column, int expected) {
    scan.problems()
        .add(
            Problem.of(
                    YamlProblems.INDENTATION,
                    new Span(offset, wordEnd(offset)),
                    "this line is indented by " + column + " columns (expected: " + expected + ")")
                .withFix(
                    "Indent by " + expected + " columns",
                    shift(lineStart, column, expected - column)));
  }

  /** Reports a line in a list that has no dash. */
  void missingDash(int lineStart, int offset, int column, Span place) {
    var edits = new ArrayList<>(shift(text.nextLine(offset), column, 2, false));
    edits.addFirst(new TextEdit(Span.at(offset), "- "));
    scan.problems()
        .add(
            Problem.of(YamlProblems.MISSING_DASH, place, "expected '- ' before a list item")
                .withFix("Insert '- '", edits));
  }

  private int wordEnd(int offset) {
    int end = offset + 1;
    while (!text.isSpace(end)) {
      end++;
    }
    return end;
  }

  private List<TextEdit> shift(int lineStart, int column, int by) {
    return shift(lineStart, column, by, true);
  }

  /** {@return the edits that move a line, and those below that belong with it} */
  private List<TextEdit> shift(int lineStart, int column, int by, boolean withItems) {
    var edits = new ArrayList<TextEdit>();
    int line = lineStart;
    while (!text.isEnd(line) && edits.size() < LINES_MAX) {
      int first = text.skipBlanks(line);
      int found = text.column(line, first);
      if (!text.isLineEnd(first)) {
        boolean isItem = !withItems && found == column && text.isIndicator('-', first);
        if (found < column || isItem) {
          break;
        }
        edits.add(new TextEdit(new Span(line, first), " ".repeat(Math.max(0, found + by))));
      }
      line = text.nextLine(first);
    }
    return edits;
  }

  /** Reports all tabs as one problem: they come from one editor setting. */
  void reportTabs() {
    List<Span> tabs = scan.tabs();
    if (tabs.isEmpty()) {
      return;
    }
    Span first = tabs.getFirst();
    String message =
        tabs.size() == 1
            ? "a tab cannot indent (expected: spaces)"
            : "tabs cannot indent (expected: spaces), on this and "
                + (tabs.size() - 1)
                + " more lines";
    var problem = Problem.of(YamlProblems.TAB_INDENTATION, first, message);
    scan.problems()
        .add(
            problem.withFix(
                "Replace the tabs by spaces",
                tabs.stream().limit(LINES_MAX).map(this::withoutTabs).toList()));
  }

  private TextEdit withoutTabs(Span span) {
    int line = text.lineStart(span.start());
    int width = text.column(line, span.end()) - text.column(line, span.start());
    return new TextEdit(span, " ".repeat(width));
  }
}

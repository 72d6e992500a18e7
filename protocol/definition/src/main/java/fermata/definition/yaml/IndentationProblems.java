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

  /** Reports a key or an item whose column fits no collection around it. */
  void uneven(int lineStart, int offset, int column, int expected) {
    if (!scan.problems().isFull()) {
      report(lineStart, offset, column, expected, Reach.SIBLINGS);
    }
  }

  /** Reports a value that is not indented deeper than its key. */
  void unevenValue(int lineStart, int offset, int column, int expected) {
    if (!scan.problems().isFull()) {
      report(lineStart, offset, column, expected, Reach.DEEPER_LINES);
    }
  }

  /** What a fix moves beside the line itself. */
  private enum Reach {
    DEEPER_LINES,
    SIBLINGS,
    SIBLINGS_BUT_ITEMS
  }

  private void report(int lineStart, int offset, int column, int expected, Reach reach) {
    String message =
        "this line is indented by " + columns(column) + " (expected: " + expected + ")";
    scan.problems()
        .add(
            Problem.of(YamlProblems.INDENTATION, new Span(offset, wordEnd(offset)), message)
                .withFix(
                    "Indent by " + columns(expected),
                    shift(lineStart, column, expected - column, reach)));
  }

  private static String columns(int count) {
    return count == 1 ? "1 column" : count + " columns";
  }

  /** Reports a line in a list that has no dash. */
  void missingDash(int offset, int column, Span place) {
    var edits = new ArrayList<TextEdit>();
    edits.add(new TextEdit(Span.at(offset), "- "));
    if (nextColumn(offset) == column) {
      edits.addAll(shift(text.nextLine(offset), column, 2, Reach.SIBLINGS_BUT_ITEMS));
    }
    scan.problems()
        .add(
            Problem.of(YamlProblems.MISSING_DASH, place, "expected '- ' before a list item")
                .withFix("Insert '- '", edits));
  }

  private int nextColumn(int offset) {
    int line = text.nextLine(offset);
    return text.column(line, text.skipBlanks(line));
  }

  private int wordEnd(int offset) {
    int end = offset + 1;
    while (!text.isSpace(end)) {
      end++;
    }
    return end;
  }

  /** {@return the edits that move a line, and those below that belong with it} */
  private List<TextEdit> shift(int lineStart, int column, int by, Reach reach) {
    var edits = new ArrayList<TextEdit>();
    int line = lineStart;
    boolean hasChildren = false;
    while (!text.isEnd(line) && edits.size() < LINES_MAX) {
      int first = text.skipBlanks(line);
      int found = text.column(line, first);
      if (!text.isLineEnd(first)) {
        boolean isHome = by > 0 && found == column + by && !hasChildren;
        if (isHome || (line != lineStart && !isReached(found - column, first, reach))) {
          break;
        }
        edits.add(new TextEdit(new Span(line, first), " ".repeat(Math.max(0, found + by))));
        hasChildren = hasChildren || opensBlock(first);
      }
      line = text.nextLine(first);
    }
    return edits;
  }

  private boolean isReached(int deeper, int first, Reach reach) {
    return switch (reach) {
      case DEEPER_LINES -> deeper > 0;
      case SIBLINGS -> deeper >= 0;
      case SIBLINGS_BUT_ITEMS -> deeper > 0 || (deeper == 0 && !text.isIndicator('-', first));
    };
  }

  /** Whether a line ends as a key or a block scalar's header does. */
  private boolean opensBlock(int first) {
    int end = text.trimEnd(first, text.lineEnd(first));
    char last = text.at(end - 1);
    return last == ':' || last == '-' || last == '|' || last == '>';
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
                + (tabs.size() == 2 ? "1 more line" : tabs.size() - 1 + " more lines");
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

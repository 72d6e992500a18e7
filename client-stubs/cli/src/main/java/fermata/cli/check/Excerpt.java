package fermata.cli.check;

import fermata.cli.console.DisplayText;
import fermata.cli.console.Paint;
import fermata.definition.text.LineIndex;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The lines of a text that have pieces to look at, with marks below these.
 *
 * <pre>
 *    |
 *  3 |   triage: {set: {n: 1}}
 *    |   ------ the first one is here
 * ...
 * 12 |   triage: {set: {n: 2}}
 *    |   ^^^^^^
 * </pre>
 *
 * <p>Of a piece that goes on over several lines the first is marked. A line that does not fit is
 * cut around the piece.
 */
final class Excerpt {

  /** Text before the marked piece that is kept of a line that does not fit. */
  private static final int LEAD_COLUMNS = 20;

  /** Lines between two marked ones up to this many are shown, more of them are left out. */
  private static final int BETWEEN_MAX = 1;

  private final SourceText source;
  private final LineIndex lines;
  private final Paint paint;
  private final int columns;
  private final List<Mark> marks = new ArrayList<>();

  Excerpt(SourceText source, LineIndex lines, Paint paint, int columns) {
    this.source = source;
    this.lines = lines;
    this.paint = paint;
    this.columns = columns;
  }

  /**
   * A piece to look at.
   *
   * @param sign what marks it, a character
   * @param label what is said beside the mark; may be empty
   */
  private record Mark(
      int line, Span span, String sign, UnaryOperator<String> colour, String label) {}

  /** Marks a piece. */
  void mark(Span span, String sign, UnaryOperator<String> colour, String label) {
    int line = lines.line(span.start());
    Span whole = lines.lineSpan(line);
    int start = Math.min(span.start(), whole.end());
    var shown = new Span(start, Math.clamp(span.end(), start, whole.end()));
    marks.add(new Mark(line, shown, sign, colour, DisplayText.oneLine(label)));
  }

  /** {@return spaces as wide as the largest line number} */
  String gutter() {
    int last = marks.stream().mapToInt(Mark::line).max().orElse(0);
    return " ".repeat(String.valueOf(last + 1).length());
  }

  /** {@return the rows, from the first marked line to the last} */
  List<String> rows() {
    List<Mark> ordered =
        marks.stream()
            .sorted(
                Comparator.comparingInt(Mark::line)
                    .thenComparing(mark -> mark.span().start(), Comparator.reverseOrder()))
            .toList();
    List<String> rows = new ArrayList<>();
    rows.add(bar());
    int shown = -1;
    for (Mark mark : ordered) {
      if (shown >= 0) {
        addBetween(shown, mark.line(), rows);
      }
      if (mark.line() != shown || !fits(mark.line())) {
        rows.add(numbered(mark.line()) + cut(mark));
      }
      rows.add(bar() + " " + below(mark));
      shown = mark.line();
    }
    return rows;
  }

  private void addBetween(int above, int below, List<String> rows) {
    if (below - above - 1 > BETWEEN_MAX) {
      rows.add(paint.accent("..."));
      return;
    }
    for (int line = above + 1; line < below; line++) {
      rows.add(numbered(line) + DisplayText.cut(text(line), room(), "..."));
    }
  }

  private String bar() {
    return gutter() + " " + paint.accent("|");
  }

  private String numbered(int line) {
    String number = String.valueOf(line + 1);
    String spaces = " ".repeat(gutter().length() - number.length());
    return paint.accent(spaces + number + " |") + " ";
  }

  private int room() {
    return Math.max(LEAD_COLUMNS * 2, columns - gutter().length() - 4);
  }

  private boolean fits(int line) {
    return DisplayText.width(text(line)) <= room();
  }

  private String text(int line) {
    return flat(source.slice(lines.lineSpan(line)));
  }

  /** {@return the line of a mark, as far as it fits} */
  private String cut(Mark mark) {
    Span whole = lines.lineSpan(mark.line());
    String rest = flat(source.text().substring(mark.span().start(), whole.end()));
    return DisplayText.cut(before(mark) + rest, room(), "...");
  }

  private String before(Mark mark) {
    Span whole = lines.lineSpan(mark.line());
    String before = flat(source.text().substring(whole.start(), mark.span().start()));
    boolean isCut = !fits(mark.line()) && DisplayText.width(before) > room() / 2;
    return isCut ? "..." + end(before, LEAD_COLUMNS) : before;
  }

  private String below(Mark mark) {
    int lead = DisplayText.width(before(mark));
    int width = DisplayText.width(flat(source.slice(mark.span())));
    String sign = mark.sign().repeat(Math.clamp(width, 1, Math.max(1, room() - lead)));
    String label = mark.label().isEmpty() ? "" : " " + mark.label();
    return " ".repeat(lead) + mark.colour().apply(sign + label);
  }

  private static String end(String text, int codePoints) {
    int count = text.codePointCount(0, text.length());
    return text.substring(text.offsetByCodePoints(0, Math.max(0, count - codePoints)));
  }

  private static String flat(String text) {
    return DisplayText.harmless(text).replace("\n", "");
  }
}

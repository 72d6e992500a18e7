package fermata.cli.check;

import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.Paint;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A problem as a person reads it: what, where, the line with the piece marked, and what to do.
 *
 * <pre>
 * error[F2001]: target 'reviw' is not a node (did you mean 'review'?)
 *   --&gt; review.agent.yaml:12:11  reference/unknown-node
 *    |
 * 12 |     next: reviw
 *    |           ^^^^^
 *    = fix: replace by 'review'
 * </pre>
 */
public final class ProblemText {

  /** Text before the marked piece that is kept of a line that does not fit. */
  private static final int LEAD_COLUMNS = 20;

  private static final Pattern JOINTS = Pattern.compile("^,\\s*|\\s*,$");

  private final Console console;
  private final Paint paint;
  private final SourceText source;
  private final LineIndex lines;

  public ProblemText(Console console, SourceText source) {
    this.console = console;
    this.paint = console.outPaint();
    this.source = source;
    this.lines = LineIndex.of(source.text());
  }

  /** {@return the lines that show a problem} */
  public List<String> lines(Problem problem) {
    LineIndex.Place place = lines.place(problem.span().start(), LineIndex.ColumnUnit.UTF_32);
    String gutter = " ".repeat(String.valueOf(place.line() + 1).length());
    List<String> shown = new ArrayList<>();
    shown.add(
        coloured(problem.severity(), problem.severity().label() + "[" + problem.code().code() + "]")
            + paint.bold(": " + DisplayText.oneLine(problem.message())));
    shown.add(
        gutter
            + paint.accent("--> ")
            + DisplayText.oneLine(source.name())
            + ":"
            + (place.line() + 1)
            + ":"
            + (place.column() + 1)
            + "  "
            + paint.faint(problem.code().name()));
    addExcerpt(problem, place.line(), gutter, shown);
    for (Problem.Related related : problem.related()) {
      String where = "line " + (lines.line(related.span().start()) + 1);
      shown.add(note(gutter, "note", where + ": " + related.message()));
    }
    for (Problem.Fix fix : problem.fixes()) {
      shown.add(note(gutter, "fix", fix.title() + described(fix)));
    }
    return shown;
  }

  private String note(String gutter, String kind, String text) {
    return gutter
        + " "
        + paint.accent("=")
        + " "
        + paint.bold(kind + ":")
        + " "
        + DisplayText.oneLine(text);
  }

  /** A fix whose title does not already say what to write says it. */
  private static String described(Problem.Fix fix) {
    if (fix.edits().size() != 1) {
      return "";
    }
    // A comma before or after only joins the text to its neighbours, and a mark alone says nothing.
    String text = JOINTS.matcher(fix.edits().getFirst().newText().strip()).replaceAll("");
    boolean isSaid =
        text.chars().noneMatch(Character::isLetterOrDigit) || fix.title().contains(text);
    return isSaid || text.contains("\n") ? "" : ": " + text;
  }

  private void addExcerpt(Problem problem, int line, String gutter, List<String> shown) {
    Span whole = lines.lineSpan(line);
    Span marked =
        new Span(
            Math.min(problem.span().start(), whole.end()),
            Math.clamp(
                problem.span().end(), Math.min(problem.span().start(), whole.end()), whole.end()));
    String before = flat(source.text().substring(whole.start(), marked.start()));
    String piece = flat(source.slice(marked));
    String after = flat(source.text().substring(marked.end(), whole.end()));
    int room = Math.max(LEAD_COLUMNS * 2, console.columns() - gutter.length() - 4);
    if (DisplayText.width(before) > room / 2) {
      before = "..." + end(before, LEAD_COLUMNS);
    }
    String excerpt = DisplayText.cut(before + piece + after, room, "...");
    int carets =
        Math.clamp(DisplayText.width(piece), 1, Math.max(1, room - DisplayText.width(before)));
    String bar = gutter + " " + paint.accent("|");
    shown.add(bar);
    shown.add(paint.accent((line + 1) + " |") + " " + excerpt);
    shown.add(
        bar
            + " "
            + " ".repeat(DisplayText.width(before))
            + coloured(problem.severity(), "^".repeat(carets)));
  }

  private static String end(String text, int codePoints) {
    int count = text.codePointCount(0, text.length());
    return text.substring(text.offsetByCodePoints(0, Math.max(0, count - codePoints)));
  }

  private static String flat(String text) {
    return DisplayText.harmless(text).replace("\n", "");
  }

  private String coloured(Severity severity, String text) {
    return switch (severity) {
      case ERROR -> paint.bad(text);
      case WARNING -> paint.warning(text);
      case INFORMATION, HINT -> paint.accent(text);
    };
  }
}

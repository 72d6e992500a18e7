package fermata.cli.check;

import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.Paint;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A problem as a person reads it: what, where, the lines with the pieces marked, and what to do.
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

  /** Related places that are shown with their lines; of more than that, how many there are. */
  private static final int RELATED_MAX = 6;

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
    Excerpt excerpt = excerpt(problem);
    List<String> shown = new ArrayList<>();
    shown.add(
        colour(problem.severity())
                .apply(problem.severity().label() + "[" + problem.code().code() + "]")
            + paint.bold(": " + DisplayText.oneLine(problem.message())));
    shown.add(excerpt.gutter() + where(problem));
    shown.addAll(excerpt.rows());
    int hidden = problem.related().size() - RELATED_MAX;
    if (hidden > 0) {
      shown.add(note(excerpt.gutter(), "note", hidden + " more places"));
    }
    for (Problem.Fix fix : problem.fixes()) {
      shown.add(note(excerpt.gutter(), "fix", fix.title() + described(fix)));
    }
    return shown;
  }

  private Excerpt excerpt(Problem problem) {
    var excerpt = new Excerpt(source, lines, paint, console.columns());
    excerpt.mark(problem.span(), "^", colour(problem.severity()), "");
    problem.related().stream()
        .limit(RELATED_MAX)
        .forEach(related -> excerpt.mark(related.span(), "-", paint::accent, related.message()));
    return excerpt;
  }

  private String where(Problem problem) {
    LineIndex.Place place = lines.place(problem.span().start(), LineIndex.ColumnUnit.UTF_32);
    return paint.accent("--> ")
        + DisplayText.oneLine(source.name())
        + ":"
        + (place.line() + 1)
        + ":"
        + (place.column() + 1)
        + "  "
        + paint.faint(problem.code().name());
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

  private UnaryOperator<String> colour(Severity severity) {
    return switch (severity) {
      case ERROR -> paint::bad;
      case WARNING -> paint::warning;
      case INFORMATION, HINT -> paint::accent;
    };
  }
}

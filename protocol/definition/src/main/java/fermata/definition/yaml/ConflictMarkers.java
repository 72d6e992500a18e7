package fermata.definition.yaml;

import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.List;

/**
 * Finds what a merge left behind, and blanks out the markers and the side that was merged in, so
 * that the rest reads as the file before the merge.
 */
final class ConflictMarkers {

  private static final int NONE = -1;

  private final char[] units;
  private final YamlText text;
  private final ProblemList problems;
  private int start = NONE;
  private int oursEnd = NONE;
  private int middle = NONE;

  private ConflictMarkers(char[] units, ProblemList problems) {
    this.units = units;
    this.text = new YamlText(units);
    this.problems = problems;
  }

  /** Blanks out the markers in place; one problem for each conflict. */
  static void blank(char[] units, ProblemList problems) {
    new ConflictMarkers(units, problems).blankAll();
  }

  private void blankAll() {
    int line = 0;
    while (!text.isEnd(line)) {
      int next = text.nextLine(line);
      if (isMarker(line)) {
        marker(text.at(line), line, next);
      }
      line = next;
    }
  }

  private boolean isMarker(int line) {
    char unit = text.at(line);
    boolean isUnit = unit == '<' || unit == '|' || unit == '=' || unit == '>';
    return isUnit
        && text.startsWith(String.valueOf(unit).repeat(7), line)
        && text.isSpace(line + 7);
  }

  private void marker(char unit, int line, int next) {
    if (unit == '<') {
      start = line;
      oursEnd = NONE;
      middle = NONE;
    } else if (start != NONE && middle == NONE && unit != '>') {
      oursEnd = oursEnd == NONE ? line : oursEnd;
      middle = unit == '=' ? line : NONE;
    } else if (middle != NONE && unit == '>') {
      problems.add(problem(line, next));
      blank(start, text.lineEnd(start));
      blank(oursEnd, text.lineEnd(line));
      start = NONE;
      middle = NONE;
    }
  }

  private Problem problem(int last, int end) {
    int ours = text.nextLine(start);
    int theirs = text.nextLine(middle);
    return Problem.of(
            YamlProblems.CONFLICT_MARKER,
            new Span(start, text.lineEnd(start)),
            "an unresolved merge conflict")
        .withRelated(new Span(last, text.lineEnd(last)), "the conflict ends here")
        .withFix("Keep the first side", List.of(edit(start, ours), edit(oursEnd, end)))
        .withFix("Keep the second side", List.of(edit(start, theirs), edit(last, end)));
  }

  private static TextEdit edit(int from, int to) {
    return new TextEdit(new Span(from, to), "");
  }

  private void blank(int from, int to) {
    for (int offset = from; offset < to; offset++) {
      if (!YamlText.isBreak(units[offset])) {
        units[offset] = ' ';
      }
    }
  }
}

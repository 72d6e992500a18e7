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

  private final YamlText text;
  private final ProblemList problems;

  private ConflictMarkers(YamlText text, ProblemList problems) {
    this.text = text;
    this.problems = problems;
  }

  /** Blanks out the markers in place; one problem for each conflict. */
  static void blank(char[] units, ProblemList problems) {
    new ConflictMarkers(new YamlText(units), problems).blankAll(units);
  }

  private void blankAll(char[] units) {
    int line = 0;
    while (!text.isEnd(line)) {
      int next = text.nextLine(line);
      if (isMarker('<', line)) {
        next = conflict(line, units);
      }
      line = next;
    }
  }

  private boolean isMarker(char unit, int line) {
    return text.startsWith(String.valueOf(unit).repeat(7), line) && text.isSpace(line + 7);
  }

  /** Blanks out one conflict, if it is whole; {@return the line after it} */
  private int conflict(int start, char[] units) {
    int oursEnd = find(start, '|', '=');
    int middle = find(oursEnd, '=', '=');
    int last = find(middle, '>', '>');
    if (text.isEnd(last)) {
      return text.nextLine(start);
    }
    int end = text.nextLine(last);
    problems.add(problem(start, oursEnd, middle, last, end));
    blank(units, start, text.lineEnd(start));
    blank(units, oursEnd, text.lineEnd(last));
    return end;
  }

  private int find(int from, char unit, char other) {
    int line = text.nextLine(from);
    if (isMarker(other, from) && from > 0 && text.at(from) != '<') {
      return from;
    }
    while (!text.isEnd(line) && !isMarker(unit, line) && !isMarker(other, line)) {
      line = text.nextLine(line);
    }
    return line;
  }

  private Problem problem(int start, int oursEnd, int middle, int last, int end) {
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

  private static TextEdit edit(int start, int end) {
    return new TextEdit(new Span(start, end), "");
  }

  private static void blank(char[] units, int start, int end) {
    for (int offset = start; offset < end; offset++) {
      if (!YamlText.isBreak(units[offset])) {
        units[offset] = ' ';
      }
    }
  }
}

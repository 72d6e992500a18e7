package fermata.definition.text;

import java.util.List;

/**
 * A value read from a text, and everything that is wrong with the text.
 *
 * <p>There is a value for any text: an editor works with it either way.
 */
public record Parsed<T>(T value, List<Problem> problems) {

  public Parsed {
    problems = List.copyOf(problems);
  }

  /** Whether a run may use the value: no problem is an error. */
  public boolean isUsable() {
    for (Problem problem : problems) {
      if (problem.severity() == Severity.ERROR) {
        return false;
      }
    }
    return true;
  }
}

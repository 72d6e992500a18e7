package fermata.cli.check;

import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import java.nio.file.Path;
import java.util.List;

/**
 * A file and what was found in it.
 *
 * @param path absolute
 * @param source its name is the path as short as it can be written
 * @param problems in the order of the text
 */
public record CheckedFile(Path path, SourceText source, List<Problem> problems) {

  public CheckedFile {
    problems = List.copyOf(problems);
  }

  /** {@return how many problems are that bad} */
  public long count(Severity severity) {
    return problems.stream().filter(problem -> problem.severity() == severity).count();
  }

  /** Whether the daemon would take the file. */
  public boolean isUsable() {
    return count(Severity.ERROR) == 0;
  }
}

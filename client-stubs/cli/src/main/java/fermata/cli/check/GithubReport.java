package fermata.cli.check;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.DisplayText;
import fermata.cli.console.Surroundings;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found as commands of a workflow, which GitHub shows beside the lines of a change.
 *
 * <p>Lines and columns count from 1, columns in characters. A path is relative to the checkout, as
 * GitHub wants it, wherever the command runs.
 *
 * <p>Source: GitHub Actions, Workflow commands; the escapes are those of {@code @actions/core},
 * without those of line ends, which no text has here.
 */
final class GithubReport {

  private final Path checkout;

  private GithubReport(Path checkout) {
    this.checkout = checkout;
  }

  /** {@return a report of files in the checkout that a workflow works in} */
  static GithubReport within(Surroundings surroundings) {
    return new GithubReport(
        surroundings
            .variable("GITHUB_WORKSPACE")
            .map(folder -> surroundings.directory().resolve(folder).normalize())
            .orElse(surroundings.directory()));
  }

  /** {@return a line for each problem, and for each file that could not be read} */
  List<String> lines(List<CheckedFile> files, List<CommandFailure> unreadable) {
    List<String> lines = new ArrayList<>();
    unreadable.forEach(failure -> lines.add("::error::" + data(failure.message())));
    for (CheckedFile file : files) {
      LineIndex index = LineIndex.of(file.source().text());
      file.problems().forEach(problem -> lines.add(line(file.path(), index, problem)));
    }
    return lines;
  }

  private String line(Path file, LineIndex index, Problem problem) {
    LineIndex.Place start = index.place(problem.span().start(), LineIndex.ColumnUnit.UTF_32);
    LineIndex.Place end = index.place(problem.span().end(), LineIndex.ColumnUnit.UTF_32);
    return "::%s file=%s,line=%d,%s,title=%s::%s"
        .formatted(
            word(problem.severity()),
            property(file.startsWith(checkout) ? checkout.relativize(file) : file),
            start.line() + 1,
            range(start, end),
            property(problem.code().code() + " " + problem.code().name()),
            data(problem.message()));
  }

  /** Columns may only be named where the piece is on one line. */
  private static String range(LineIndex.Place start, LineIndex.Place end) {
    return start.line() == end.line()
        ? "col=%d,endColumn=%d".formatted(start.column() + 1, end.column() + 1)
        : "endLine=%d".formatted(end.line() + 1);
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFORMATION, HINT -> "notice";
    };
  }

  private static String property(Object value) {
    return data(value.toString()).replace(":", "%3A").replace(",", "%2C");
  }

  private static String data(String text) {
    return DisplayText.oneLine(text).replace("%", "%25");
  }
}

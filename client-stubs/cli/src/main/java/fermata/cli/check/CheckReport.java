package fermata.cli.check;

import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.cli.console.Surroundings;
import fermata.definition.check.ProblemPages;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.wire.discovery.Build;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was found in all files together, for a person or a program. */
public final class CheckReport {

  private final Console console;
  private final List<CheckedFile> files;
  private final List<CommandFailure> unreadable;

  /**
   * A report of what was checked.
   *
   * @param unreadable why other files could not be checked
   */
  public CheckReport(Console console, List<CheckedFile> files, List<CommandFailure> unreadable) {
    this.console = console;
    this.files = List.copyOf(files);
    this.unreadable = List.copyOf(unreadable);
  }

  /** {@return how a command ends that found this} */
  public ExitCode exitCode() {
    if (!unreadable.isEmpty()) {
      return ExitCode.USAGE;
    }
    return isUsable() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Prints what was found; what could not be read is said to the person in any format. */
  public void print(ReportFormat format) {
    unreadable.forEach(console::sayFailure);
    switch (format) {
      case TEXT -> printText();
      case JSON -> console.printJson(JsonReport.of(files, unreadable));
      case SARIF -> console.printJson(sarif().of(files, unreadable));
      case GITHUB -> printGithub();
    }
  }

  /** Whether the daemon would take all files. */
  private boolean isUsable() {
    return files.stream().allMatch(CheckedFile::isUsable);
  }

  private SarifReport sarif() {
    Surroundings surroundings = console.surroundings();
    String version = Build.current(surroundings.environment()).version();
    ProblemPages pages =
        surroundings
            .variable(ProblemPages.VARIABLE)
            .map(docs -> docs.contains("://") ? docs : Path.of(docs).toUri().toASCIIString())
            .map(ProblemPages::new)
            .orElse(ProblemPages.NONE);
    return new SarifReport(version, surroundings.directory(), pages);
  }

  private void printText() {
    for (CheckedFile file : files) {
      ProblemText text = new ProblemText(console, file.source());
      for (Problem problem : file.problems()) {
        text.lines(problem).forEach(console::print);
        console.print("");
      }
    }
    saySummary();
  }

  private void printGithub() {
    var report = GithubReport.within(console.surroundings());
    report.lines(files, unreadable).forEach(console::print);
    saySummary();
  }

  private void saySummary() {
    if (!files.isEmpty()) {
      console.say(summary());
    }
  }

  private String summary() {
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = files.stream().mapToLong(file -> file.count(severity)).sum();
      if (count > 0) {
        parts.add(
            severity == Severity.INFORMATION
                ? count + " information"
                : Amounts.count(count, severity.label()));
      }
    }
    String checked = Amounts.count(files.size(), "file") + " checked";
    if (parts.isEmpty()) {
      return console.paint().good(console.symbols().done()) + " " + checked + ", no problems";
    }
    String found = String.join(", ", parts);
    String sign =
        isUsable()
            ? console.paint().warning(console.symbols().warning())
            : console.paint().bad(console.symbols().failed());
    return sign + " " + found + " in " + Amounts.count(files.size(), "file");
  }
}

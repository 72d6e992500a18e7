package fermata.cli.command;

import fermata.cli.check.CheckReport;
import fermata.cli.check.CheckedFile;
import fermata.cli.check.DefinitionFiles;
import fermata.cli.check.ReportFormat;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata check}: finds what is wrong in definitions, without a daemon. */
final class CheckCommand implements Command {

  private static final String FORMAT = "--format";
  private static final String SESSIONS = "--sessions";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "check",
            "Finds all problems of definitions. What passes, loads.",
            "fermata check review.agent.yaml",
            "fermata check agents/ --format github",
            "fermata check review.agent.yaml --sessions");
    spec.addPositional(
        Arguments.positional(
            "0..*", "1..*", "FILE", "Definitions, tool catalogues, or folders with such files"));
    spec.addOption(
        Arguments.value(
            FORMAT,
            "FORMAT",
            "text (default), json, sarif (2.1.0) or github (commands of a workflow)"));
    spec.addOption(
        Arguments.flag(
            SESSIONS,
            "Also say which of the runs that wait could go on with the definitions as they are now"
                + " (asks the daemon)"));
    spec.addOption(Arguments.json("Same as --format json: one JSON object with all problems"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    ReportFormat format = format(arguments);
    DefinitionFiles files = new DefinitionFiles(context.console());
    Set<Path> paths = new LinkedHashSet<>();
    List<CommandFailure> unreadable = new ArrayList<>();
    for (String name : Arguments.positionals(arguments, 0)) {
      try {
        paths.addAll(files.find(name));
      } catch (CommandFailure failure) {
        unreadable.add(failure);
      }
    }
    if (Arguments.has(arguments, SESSIONS)) {
      return new SessionsCheck(context, files).run(List.copyOf(paths), unreadable, format);
    }
    return report(context.console(), List.copyOf(paths), unreadable, format);
  }

  private static ReportFormat format(ParseResult arguments) {
    String word = Arguments.find(arguments, FORMAT);
    boolean isJson = Arguments.has(arguments, Arguments.JSON);
    if (word == null) {
      return isJson ? ReportFormat.JSON : ReportFormat.TEXT;
    }
    ReportFormat format = ReportFormat.of(word);
    if (isJson && format != ReportFormat.JSON) {
      throw CommandFailure.of(
          ExitCode.USAGE, "--json and --format " + word + " exclude each other");
    }
    return format;
  }

  /** Checks one file and reports what was found. */
  static ExitCode report(Console console, Path path, ReportFormat format) {
    return report(console, List.of(path), new ArrayList<>(), format);
  }

  /** What cannot be read is said, and the rest is checked all the same. */
  static ExitCode report(
      Console console, List<Path> paths, List<CommandFailure> unreadable, ReportFormat format) {
    DefinitionFiles files = DefinitionFiles.remembering(console);
    List<CheckedFile> checked = new ArrayList<>();
    // Checking computes and waits for nothing, so every processor has a part; the order stays.
    for (Outcome outcome : paths.parallelStream().map(path -> outcome(files, path)).toList()) {
      switch (outcome) {
        case Outcome.Checked(var file) -> checked.add(file);
        case Outcome.Unreadable(var failure) -> unreadable.add(failure);
      }
    }
    CheckReport report = new CheckReport(console, checked, unreadable);
    report.print(format);
    return report.exitCode();
  }

  /** What became of one file. */
  private sealed interface Outcome {

    record Checked(CheckedFile file) implements Outcome {}

    record Unreadable(CommandFailure failure) implements Outcome {}
  }

  private static Outcome outcome(DefinitionFiles files, Path path) {
    try {
      return new Outcome.Checked(files.check(path));
    } catch (CommandFailure failure) {
      return new Outcome.Unreadable(failure);
    }
  }
}

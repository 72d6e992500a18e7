package fermata.cli.command;

import fermata.cli.check.CheckReport;
import fermata.cli.check.CheckedFile;
import fermata.cli.check.DefinitionFiles;
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

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "check",
            "Finds all problems of definitions. What passes, loads.",
            "fermata check review.agent.yaml",
            "fermata check agents/ --json");
    spec.addPositional(
        Arguments.positional(
            "0..*", "1..*", "FILE", "Definitions, tool catalogues, or folders with such files"));
    spec.addOption(Arguments.json("Print one JSON object with all problems"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    Console console = context.console();
    DefinitionFiles files = new DefinitionFiles(console);
    Set<Path> paths = new LinkedHashSet<>();
    List<CommandFailure> unreadable = new ArrayList<>();
    for (String name : Arguments.positionals(arguments, 0)) {
      try {
        paths.addAll(files.find(name));
      } catch (CommandFailure failure) {
        unreadable.add(failure);
      }
    }
    return report(
        console, List.copyOf(paths), unreadable, Arguments.has(arguments, Arguments.JSON));
  }

  /** Checks files and reports what was found. */
  static ExitCode report(Console console, List<Path> paths, boolean isJson) {
    return report(console, paths, new ArrayList<>(), isJson);
  }

  /** What cannot be read is said, and the rest is checked all the same. */
  private static ExitCode report(
      Console console, List<Path> paths, List<CommandFailure> unreadable, boolean isJson) {
    DefinitionFiles files = new DefinitionFiles(console);
    List<CheckedFile> checked = new ArrayList<>();
    for (Path path : paths) {
      try {
        checked.add(files.check(path));
      } catch (CommandFailure failure) {
        unreadable.add(failure);
      }
    }
    unreadable.forEach(console::sayFailure);
    CheckReport report = new CheckReport(console, checked);
    if (isJson) {
      report.printJson(unreadable);
    } else if (!checked.isEmpty()) {
      report.print();
    }
    if (!unreadable.isEmpty()) {
      return ExitCode.USAGE;
    }
    return report.isUsable() ? ExitCode.OK : ExitCode.FAILED;
  }
}

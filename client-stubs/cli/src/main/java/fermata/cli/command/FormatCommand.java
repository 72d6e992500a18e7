package fermata.cli.command;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.cli.format.FileFormatter;
import fermata.cli.format.FormatMode;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata fmt}: gives definitions their layout, without a daemon. */
final class FormatCommand implements Command {

  private static final String CHECK = "--check";
  private static final String DIFF = "--diff";
  private static final String INPUT = "-";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "fmt",
            "Gives definitions their layout: indentation, spaces, empty lines. Comments, quotes,"
                + " order and values stay. A file with syntax errors is left alone.",
            "fermata fmt review.agent.yaml",
            "fermata fmt --check agents/     exits with 1 where something is to format",
            "fermata fmt --diff agents/      shows what would change",
            "fermata fmt - < in.yaml > out.yaml");
    spec.addPositional(
        Arguments.positional(
            "0..*", "1..*", "FILE", "Files, folders with definitions, or - for standard input"));
    spec.addOption(Arguments.flag(CHECK, "Write nothing; list the files that would change"));
    spec.addOption(Arguments.flag(DIFF, "Write nothing; show what would change"));
    spec.addOption(Arguments.json("Print one JSON object with what became of each file"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    var mode = new FormatMode(Arguments.has(arguments, CHECK), Arguments.has(arguments, DIFF));
    List<String> names = Arguments.positionals(arguments, 0);
    boolean isJson = Arguments.has(arguments, Arguments.JSON);
    var formatter = new FileFormatter(context.console(), mode);
    if (isJson && mode.isDiff()) {
      throw CommandFailure.of(ExitCode.USAGE, "--json and --diff exclude each other");
    }
    if (!names.contains(INPUT)) {
      return formatter.format(names, isJson);
    }
    if (isJson || names.size() > 1) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          "'-' stands alone (found: " + (isJson ? "--json" : "other files") + " beside it)");
    }
    return formatter.formatInput();
  }
}

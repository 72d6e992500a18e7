package fermata.cli.command;

import fermata.cli.console.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata completion}: completion of commands and options in a shell. */
final class CompletionCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Arguments.command(
        "completion",
        "Prints a script that completes commands and options in bash and zsh.",
        "source <(fermata completion)");
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    CommandLine root = arguments.commandSpec().root().commandLine();
    context.console().print(AutoComplete.bash("fermata", root));
    return ExitCode.OK;
  }
}

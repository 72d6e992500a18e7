package fermata.cli.command;

import fermata.cli.console.ExitCode;
import fermata.lsp.debug.DapMain;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code fermata dap}: the debug adapter.
 *
 * <p>The launcher starts the adapter itself; this is for whoever starts the Java program directly.
 */
final class DapCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "dap",
            "Speaks the Debug Adapter Protocol on standard input and output, for editors:"
                + " breakpoints in agent files, steps forward and back. docs/debugging.md tells"
                + " how.",
            "fermata dap");
    spec.addOption(Arguments.flag("--stdio", "The default, and the only way"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    DapMain.main(new String[0]);
    return ExitCode.OK;
  }
}

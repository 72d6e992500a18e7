package fermata.cli.command;

import fermata.cli.console.ExitCode;
import fermata.lsp.LspMain;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code fermata lsp}: the language server.
 *
 * <p>The launcher starts the server itself, with a cache of its own; this is for whoever starts the
 * Java program directly.
 */
final class LspCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "lsp",
            "Speaks LSP on standard input and output, for editors. client-stubs/editors has their configurations.",
            "fermata lsp");
    spec.addOption(Arguments.flag("--stdio", "The default, and the only way"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    LspMain.main(new String[0]);
    return ExitCode.OK;
  }
}

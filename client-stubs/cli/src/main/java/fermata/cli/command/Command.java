package fermata.cli.command;

import fermata.cli.console.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One thing that the user may ask for. */
interface Command {

  /** {@return the name, options and help} */
  CommandSpec spec();

  /** Does it. */
  ExitCode run(ParseResult arguments, Context context) throws InterruptedException;
}

package fermata.cli;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.definition.text.Suggestions;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that was not understood, as a person wants to read of it. */
record Mistake(ParameterException cause) {

  CommandFailure asFailure() {
    String command = cause.getCommandLine().getCommandSpec().qualifiedName();
    return CommandFailure.of(ExitCode.USAGE, message(), "see: " + command + " --help")
        .because(cause);
  }

  private String message() {
    if (cause instanceof UnmatchedArgumentException unmatched) {
      String name = unmatched.getUnmatched().getFirst();
      boolean isCommand = cause.getCommandLine().getParent() == null && !name.startsWith("-");
      return (isCommand ? "unknown command: " : "unknown argument: ")
          + name
          + suggestion(Suggestions.near(name, isCommand ? commands() : options(name)));
    }
    String message = cause.getMessage();
    return message == null || message.isEmpty()
        ? "the command was not understood"
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private Collection<String> commands() {
    return cause.getCommandLine().getSubcommands().keySet();
  }

  private Collection<String> options(String name) {
    return name.startsWith("-")
        ? cause.getCommandLine().getCommandSpec().optionsMap().keySet()
        : List.of();
  }

  private static String suggestion(List<String> near) {
    return near.isEmpty() ? "" : " (did you mean " + near.getFirst() + "?)";
  }
}

package fermata.cli;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
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
          + suggestion(unmatched.getSuggestions());
    }
    String message = cause.getMessage();
    return message == null || message.isEmpty()
        ? "the command was not understood"
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private static String suggestion(List<String> suggestions) {
    return suggestions.isEmpty() ? "" : " (did you mean " + suggestions.getFirst() + "?)";
  }
}

package fermata.cli.console;

import org.jspecify.annotations.Nullable;

/**
 * The command cannot go on: what, where, and what to do about it, for a person.
 *
 * <p>Ends in one place, which prints it as one line, the advice below it, and leaves with the exit
 * code.
 */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final @Nullable String advice;

  private CommandFailure(
      ExitCode exitCode, String message, @Nullable String advice, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.advice = advice;
  }

  /** {@return a failure without advice} */
  public static CommandFailure of(ExitCode exitCode, String message) {
    return new CommandFailure(exitCode, message, null, null);
  }

  /** {@return a failure and what to do about it} */
  public static CommandFailure of(ExitCode exitCode, String message, String advice) {
    return new CommandFailure(exitCode, message, advice, null);
  }

  /** {@return this failure with what led to it, for the log} */
  public CommandFailure because(Throwable cause) {
    return new CommandFailure(exitCode, message(), advice, cause);
  }

  /** {@return what went wrong, in a line without a full stop} */
  public String message() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** {@return what to do about it, when there is something} */
  public @Nullable String advice() {
    return advice;
  }

  /** {@return what the process ends with} */
  public ExitCode exitCode() {
    return exitCode;
  }
}

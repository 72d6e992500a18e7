package fermata.cli.command;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.client.FermataException;
import fermata.wire.discovery.StateDirectory;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where every failure of a command ends: one line for the person, the trace in a file.
 *
 * <p>The file is in the state directory, {@code cli.log}; it is begun again when it has grown too
 * long.
 */
public final class FailureReport {

  private static final long LOG_BYTES_MAX = 1024 * 1024;

  private final Console console;
  private final boolean isVerbose;

  public FailureReport(Console console, boolean isVerbose) {
    this.console = console;
    this.isVerbose = isVerbose;
  }

  /** Reports that the command cannot go on. */
  public ExitCode report(CommandFailure failure) {
    console.sayFailure(failure);
    Throwable cause = failure.getCause();
    if (cause != null && isVerbose) {
      sayLog(cause);
    }
    return failure.exitCode();
  }

  /** Reports what the client or the daemon said. */
  public ExitCode report(FermataException failure) {
    return report(translated(failure).because(failure));
  }

  /** Reports a mistake of ours. */
  public ExitCode reportBug(RuntimeException bug) {
    console.sayFailure(
        CommandFailure.of(
            ExitCode.FAILED,
            "this is a bug in fermata: " + DisplayText.oneLine(String.valueOf(bug.getMessage()))));
    sayLog(bug);
    return ExitCode.FAILED;
  }

  private static CommandFailure translated(FermataException failure) {
    String message = DisplayText.harmless(String.valueOf(failure.getMessage()));
    return switch (failure) {
      case FermataException.Unreachable _ -> unreachable(message);
      case FermataException.TimedOut _, FermataException.Disconnected _ ->
          CommandFailure.of(ExitCode.UNREACHABLE, message, "fermata daemon logs may say why");
      case FermataException.Refused refused -> refused(refused.error(), message);
      default -> CommandFailure.of(ExitCode.UNREACHABLE, message);
    };
  }

  private static CommandFailure unreachable(String message) {
    int end = message.indexOf('\n');
    return end < 0
        ? CommandFailure.of(ExitCode.UNREACHABLE, message, "fermata daemon logs may say why")
        : CommandFailure.of(
            ExitCode.UNREACHABLE, message.substring(0, end), message.substring(end + 1));
  }

  private static CommandFailure refused(RpcError error, String message) {
    return DaemonErrorCode.find(error.code())
        .map(code -> refused(code, message))
        .orElseGet(() -> CommandFailure.of(ExitCode.FAILED, message));
  }

  private static CommandFailure refused(DaemonErrorCode code, String message) {
    return switch (code) {
      case NOT_FOUND, INVALID_PARAMS, ALREADY_EXISTS, CURSOR_INVALID ->
          CommandFailure.of(ExitCode.USAGE, message);
      case DRAINING, OVERLOADED, LEASE_HELD ->
          CommandFailure.of(ExitCode.UNREACHABLE, message, "try again in a moment");
      case INTERNAL_ERROR, STORAGE_ERROR, CORRUPT ->
          CommandFailure.of(ExitCode.FAILED, message, "fermata daemon logs says more");
      case BUSY ->
          CommandFailure.of(
              ExitCode.FAILED,
              message,
              "wait for it (fermata resume), start behind it (--if-busy queue), or end it (fermata"
                  + " cancel)");
      default -> CommandFailure.of(ExitCode.FAILED, message);
    };
  }

  private void sayLog(Throwable cause) {
    Path log = write(cause);
    if (log != null) {
      console.say("  log: " + log);
    }
  }

  private @Nullable Path write(Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    Path log =
        StateDirectory.locate(console.surroundings().environment()).path().resolve("cli.log");
    try {
      Files.createDirectories(log.getParent());
      boolean isLong = Files.exists(log) && Files.size(log) > LOG_BYTES_MAX;
      Files.writeString(
          log,
          console.now() + "\n" + trace + "\n",
          StandardOpenOption.CREATE,
          isLong ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
      return log;
    } catch (IOException e) {
      // The failure itself has been said, and there is nowhere left to say more.
      return null;
    }
  }
}

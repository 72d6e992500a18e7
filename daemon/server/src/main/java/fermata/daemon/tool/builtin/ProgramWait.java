package fermata.daemon.tool.builtin;

import fermata.daemon.tool.process.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Waits for programs and says how they failed. */
public final class ProgramWait {

  /** How much of what a program wrote to its error stream a message shows, in UTF-16 units. */
  private static final int ERRORS_SHOWN_MAX = 2_000;

  private static final Duration LOOK = Duration.ofMinutes(1);

  private ProgramWait() {}

  /**
   * {@return the exit code of a program, after it and all that it started have ended}
   *
   * <p>An interrupt ends them all; the method returns by the exception once they have ended.
   */
  public static int toEnd(Program program) throws InterruptedException {
    try {
      while (!program.awaitFinish(LOOK)) {
        // The deadline of the call comes as an interrupt.
      }
    } finally {
      // The end of a tree must not be cut short by the interrupt that asks for it.
      boolean wasInterrupted = Thread.interrupted();
      endTree(program);
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return program.exitCode();
  }

  private static void endTree(Program program) throws InterruptedException {
    if (!program.endTree()) {
      throw ToolRefusal.of(
          ToolFailureKinds.FAILED, "processes " + program.livingPids() + " cannot be ended");
    }
  }

  /** {@return the refusal of a program that cannot be started} */
  public static ToolRefusal notStarted(List<String> command, IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return ToolRefusal.of(
        ToolFailureKinds.START,
        "program '" + command.getFirst() + "' cannot be started: " + reason(message));
  }

  // The JDK has no types for these, only the system's number in the message.
  private static String reason(String message) {
    if (message.contains("error: 2 ")) {
      return "not found";
    }
    if (message.contains("error: 13 ")) {
      return "not executable";
    }
    return message.contains("null character") ? "a zero in an argument" : "the system refuses it";
  }

  /** {@return what to say of a program that ended with a code other than 0} */
  public static String failed(List<String> command, int exit, String errors) {
    String tail = errors.strip();
    if (tail.length() > ERRORS_SHOWN_MAX) {
      tail = "…" + tail.substring(tail.length() - ERRORS_SHOWN_MAX);
    }
    String said = tail.isEmpty() ? "it wrote nothing to its error stream" : tail;
    return "program '%s' ended with code %d: %s".formatted(command.getFirst(), exit, said);
  }
}

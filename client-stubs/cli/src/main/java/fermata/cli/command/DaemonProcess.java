package fermata.cli.command;

import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.client.ClientSettings;
import fermata.client.RunningDaemons;
import fermata.wire.discovery.ProcessIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The process of a daemon, for when it has to end or does not answer. */
record DaemonProcess(long pid) {

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  /** How long a daemon that nobody can reach may still be about to end by itself. */
  private static final Duration LEAVING_MAX = Duration.ofSeconds(2);

  /** How long the system may take to end a process. */
  private static final Duration KILL_MAX = Duration.ofSeconds(5);

  /**
   * {@return the daemon of this build that says it runs}
   *
   * <p>It tells its process apart from a later one with the same number.
   */
  static Optional<DaemonProcess> described(ClientSettings settings) {
    try {
      settings.run().requirePrivate();
    } catch (IOException _) {
      // What others may have written there is no reason to end a process.
      return Optional.empty();
    }
    return RunningDaemons.find(settings.run()).stream()
        .filter(daemon -> daemon.build().equals(settings.build().id()))
        .map(daemon -> new DaemonProcess(daemon.pid()))
        .findFirst();
  }

  /** A look now and then is faster than what tells of the end of a process that is no child. */
  boolean hasEnded(Duration max) throws InterruptedException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    long deadline = System.nanoTime() + max.toNanos();
    while (process.isPresent() && ProcessIdentity.isRunning(process.get())) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(LOOK_EVERY);
    }
    return true;
  }

  /** {@return the failure of whoever wants something of it but to end} */
  CommandFailure mute() {
    return CommandFailure.of(
        ExitCode.UNREACHABLE,
        "the daemon (process " + pid + ") does not answer",
        "fermata daemon stop --now ends its process; what it has stored is kept");
  }

  /**
   * Ends a daemon that does not answer, as a crash would: it loses nothing that it has stored.
   *
   * @throws CommandFailure where it goes on
   */
  void kill() throws InterruptedException {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    if (!hasEnded(KILL_MAX)) {
      throw hasNotEnded(KILL_MAX, "it may belong to somebody else");
    }
  }

  /** Whether it is about to end, and has done so by now. */
  boolean isLeaving() throws InterruptedException {
    return hasEnded(LEAVING_MAX);
  }

  CommandFailure hasNotEnded(Duration after, String hint) {
    return CommandFailure.of(
        ExitCode.FAILED,
        "the daemon (process " + pid + ") has not ended in " + Amounts.duration(after),
        hint);
  }
}

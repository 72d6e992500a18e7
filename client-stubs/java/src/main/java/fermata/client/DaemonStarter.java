package fermata.client;

import fermata.wire.discovery.DaemonExit;
import fermata.wire.discovery.FileFailure;
import fermata.wire.discovery.LifecycleEvent;
import fermata.wire.discovery.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts a daemon where none answers, so that of many clients that find none exactly one starts it.
 *
 * <p>The starter holds a lock of its own from before it looks again until the handshake. Who waits
 * for that lock goes on dialling, so that nobody stands in a queue behind others once there is a
 * daemon. A socket that nobody listens on is left to the daemon, which alone knows that no other
 * one owns it.
 */
final class DaemonStarter {

  /** How much longer than a start may take somebody else's is waited for. */
  private static final Duration LOCK_SLACK = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(25);
  private static final int LOG_LINES = 12;

  private final ClientSettings settings;
  private final Dialer dialer;

  DaemonStarter(ClientSettings settings, Dialer dialer) {
    this.settings = settings;
    this.dialer = dialer;
  }

  /**
   * {@return a connection to the daemon that was started here or meanwhile by somebody else}
   *
   * @throws FermataException.Unreachable when none can be had; says why and what to do
   */
  Dialer.Opened start() {
    RunDirectory run = settings.run();
    try {
      run.require();
      try (FileChannel file = open(run.spawnLock(settings.build()))) {
        return lockOrDial(file, settings.startMax().plus(LOCK_SLACK));
      }
    } catch (IOException e) {
      throw new FermataException.Unreachable(
          "no daemon could be started in " + run.path() + ": " + FileFailure.text(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FermataException.Interrupted("interrupted while a daemon was starting");
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private Dialer.Opened lockOrDial(FileChannel file, Duration max)
      throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(max);
    while (true) {
      // Of whoever has the lock, nobody else starts one: what is there now is there to stay.
      try (FileLock lock = tryLock(file)) {
        Optional<Dialer.Opened> meanwhile = dialer.dial(Deadline.in(settings.startMax()));
        if (meanwhile.isPresent() || lock != null) {
          return meanwhile.isPresent() ? meanwhile.get() : spawn();
        }
      }
      if (deadline.hasPassed()) {
        throw new IOException(
            "another client has been starting a daemon for " + max.toSeconds() + " s");
      }
      Thread.sleep(PAUSE);
    }
  }

  /** {@return the lock, or null while another process, or another thread of this one, has it} */
  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  private Dialer.Opened spawn() throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(settings.startMax());
    Path output = settings.run().output(settings.build());
    while (true) {
      var log = LogEnd.of(settings.run().log(settings.build()));
      Process process = process(output).start();
      Closing.quietly(process.getOutputStream());
      Optional<Dialer.Opened> opened = dialer.dialUntil(deadline, () -> hasFailed(process));
      if (opened.isPresent()) {
        OtherBuilds.endIdle(settings);
        return opened.get();
      }
      if (!hasLeft(process) || deadline.hasPassed()) {
        throw failure(process, output, log);
      }
    }
  }

  /** A daemon may find itself idle, and leave, before a slow machine lets its client in. */
  private static boolean hasLeft(Process process) {
    return !process.isAlive() && process.exitValue() == 0;
  }

  private ProcessBuilder process(Path output) {
    var command = new ArrayList<String>();
    // A session of its own, so that Ctrl-C in this terminal does not reach the daemon.
    findOnPath("setsid").ifPresent(found -> command.add(found.toString()));
    command.addAll(settings.daemonCommand());
    command.addAll(List.of("--state-dir", settings.state().path().toString()));
    command.addAll(List.of("--run-dir", settings.run().path().toString()));
    var builder =
        new ProcessBuilder(command)
            .directory(settings.run().path().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(settings.environment());
    return builder;
  }

  private static Optional<Path> findOnPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return List.of(path.split(File.pathSeparator)).stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A daemon that found another one is no failure: that one will answer. */
  private static boolean hasFailed(Process process) {
    return !process.isAlive() && process.exitValue() != DaemonExit.LOCK_HELD;
  }

  private FermataException.Unreachable failure(Process process, Path output, LogEnd log) {
    List<String> printed = lines(output);
    Optional<String> reason = hasFailed(process) ? reason(printed) : Optional.empty();
    if (reason.isPresent()) {
      return new FermataException.Unreachable(
          "no daemon could be started: " + reason.get() + "\n  log: " + log.file());
    }
    var message = new StringBuilder();
    if (hasFailed(process)) {
      message.append("the daemon ended at its start with exit code ").append(process.exitValue());
    } else {
      message.append("the daemon did not answer within ");
      message.append(settings.startMax().toSeconds()).append(" s");
    }
    lastEvent().ifPresent(event -> message.append("\n  last event: ").append(event));
    append(message, "it printed", tail(printed));
    append(message, "end of " + log.file(), tail(log.added()));
    return new FermataException.Unreachable(message.toString());
  }

  /** {@return what the daemon itself said of why it cannot start} */
  private static Optional<String> reason(List<String> printed) {
    return printed.stream()
        .filter(line -> line.startsWith(DaemonExit.REASON))
        .map(line -> line.substring(DaemonExit.REASON.length()))
        .findFirst();
  }

  private Optional<String> lastEvent() {
    try {
      List<LifecycleEvent> events =
          LifecycleEvent.readAll(settings.run().lifecycle(settings.build()));
      return events.isEmpty()
          ? Optional.empty()
          : Optional.of(
              events.getLast().what()
                  + " at "
                  + events.getLast().at()
                  + ", "
                  + events.getLast().reason());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static void append(StringBuilder message, String what, List<String> lines) {
    if (!lines.isEmpty()) {
      message.append("\n  ").append(what).append(':');
      lines.forEach(line -> message.append("\n    ").append(line));
    }
  }

  /** What went wrong stands in the first line of what a dying Java prints. */
  private static List<String> shortened(String first, List<String> last) {
    return Stream.of(List.of(first, "…"), last).flatMap(List::stream).toList();
  }

  private static List<String> tail(List<String> lines) {
    int from = lines.size() - LOG_LINES;
    return from <= 0 ? lines : shortened(lines.getFirst(), lines.subList(from, lines.size()));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException _) {
      return List.of();
    }
  }

  /** A log as it was before a daemon was started: what earlier ones wrote says nothing of this. */
  private record LogEnd(Path file, long bytesBefore) {

    static LogEnd of(Path file) throws IOException {
      return new LogEnd(file, Files.exists(file) ? Files.size(file) : 0);
    }

    List<String> added() {
      try {
        byte[] all = Files.readAllBytes(file);
        // A log that has become shorter was begun anew.
        int from = all.length < bytesBefore ? 0 : (int) bytesBefore;
        return new String(all, from, all.length - from, StandardCharsets.UTF_8).lines().toList();
      } catch (IOException _) {
        return List.of();
      }
    }
  }
}

package fermata.daemon;

import fermata.daemon.platform.LogFile;
import fermata.daemon.rpc.Leaving;
import fermata.daemon.store.StorageException;
import fermata.wire.discovery.DaemonExit;
import fermata.wire.discovery.FileFailure;
import fermata.wire.discovery.Mounts;
import fermata.wire.discovery.StateDirectory;
import fermata.wire.method.daemon.ShutdownMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a daemon. What it has to say when it cannot goes to standard error. */
public final class DaemonMain {

  private static final Logger LOG = LoggerFactory.getLogger(DaemonMain.class);

  private static final int USAGE = 2;
  private static final int FAILED = 1;

  /** How long work under way may take when the process is told to end. */
  private static final Duration TERMINATE_MAX = Duration.ofSeconds(8);

  /** How long the process waits for the end of the daemon beyond that. */
  private static final Duration GRACE = Duration.ofSeconds(8);

  private DaemonMain() {}

  /** Serves until the daemon ends. */
  public static void main(String[] arguments) {
    // Before anybody logs: the usual one forgets where logs go as soon as the process begins to
    // end.
    System.setProperty("java.util.logging.manager", LogFile.Keeping.class.getName());
    List<String> words = List.of(arguments);
    if (words.contains("--help")) {
      System.out.print(Settings.help());
      return;
    }
    System.exit(run(words, System.getenv()));
  }

  /** The boundary of the process: whatever keeps a daemon from starting is a line for people. */
  private static int run(List<String> arguments, Map<String, String> environment) {
    try {
      Settings settings = Settings.parse(arguments, environment);
      return settings.isStdio()
          ? overStdio(settings, environment)
          : onSocket(settings, environment);
    } catch (Settings.Misuse misuse) {
      return say(USAGE, misuse.getMessage());
    } catch (StorageException | UncheckedIOException failure) {
      return say(FAILED, failure.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private static int say(int code, @org.jspecify.annotations.Nullable String message) {
    System.err.println(DaemonExit.REASON + message);
    return code;
  }

  private static int onSocket(Settings settings, Map<String, String> environment)
      throws InterruptedException {
    Optional<Presence> presence = Presence.take(settings.run(), settings.build());
    if (presence.isEmpty()) {
      return say(
          DaemonExit.LOCK_HELD,
          settings.run().lock(settings.build())
              + " is held by another daemon ("
              + Presence.holder(settings.run(), settings.build())
              + ")");
    }
    LogFile.install(settings.run().log(settings.build()), settings.logLevel());
    warnOfRemote(settings.state().path(), Mounts.current());
    var door = new SocketDoor(presence.get(), settings);
    Daemon daemon =
        Daemon.open(settings, Daemon.Surroundings.of(door, Leaving.SHARED, environment));
    endWithProcess(daemon);
    daemon.awaitEnd();
    return DaemonExit.ENDED;
  }

  private static int overStdio(Settings settings, Map<String, String> environment)
      throws InterruptedException {
    InputStream in = System.in;
    PrintStream out = System.out;
    // What anybody prints by mistake must not get between the frames.
    System.setOut(System.err);
    try {
      settings.run().require();
    } catch (IOException failure) {
      throw new UncheckedIOException(FileFailure.text(failure), failure);
    }
    LogFile.install(settings.run().log(settings.build()), settings.logLevel());
    warnOfRemote(settings.state().path(), Mounts.current());
    var client = new StdioClient();
    var door = new StdioDoor(in, out, client::left);
    Daemon daemon = Daemon.open(settings, Daemon.Surroundings.of(door, client, environment));
    endWithProcess(daemon);
    int code = client.awaitLeft();
    daemon.end(ShutdownMode.CHECKPOINT, TERMINATE_MAX, "its client has left");
    daemon.awaitEnd();
    return code;
  }

  /** The store relies on locks and shared memory, which are of one machine there. */
  static Optional<String> warnOfRemote(Path state, Mounts mounts) {
    Optional<String> warning =
        mounts
            .remoteTypeOf(state)
            .map(
                type ->
                    ("the state directory %s is on a file system of another machine (%s), where two"
                            + " machines at once damage the store (name one of this machine with %s)")
                        .formatted(state, type, StateDirectory.VARIABLE));
    warning.ifPresent(LOG::warn);
    return warning;
  }

  /** The process is told to end by a signal: runs come to a safe point first. */
  private static void endWithProcess(Daemon daemon) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("daemon-terminate")
                .unstarted(
                    () -> {
                      daemon.end(ShutdownMode.CHECKPOINT, TERMINATE_MAX, "the process was ended");
                      awaitEnd(daemon);
                    }));
  }

  private static void awaitEnd(Daemon daemon) {
    try {
      if (!daemon.awaitEnd(TERMINATE_MAX.plus(GRACE))) {
        System.err.println("fermata daemon: did not end in time");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

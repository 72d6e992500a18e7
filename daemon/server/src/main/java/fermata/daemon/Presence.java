package fermata.daemon;

import fermata.daemon.platform.DaemonLock;
import fermata.wire.discovery.Build;
import fermata.wire.discovery.DaemonDescription;
import fermata.wire.discovery.DaemonDescription.Endpoint;
import fermata.wire.discovery.FileFailure;
import fermata.wire.discovery.LifecycleEvent;
import fermata.wire.discovery.ProcessIdentity;
import fermata.wire.discovery.RunDirectory;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.DaemonIdentity;
import fermata.wire.method.daemon.DaemonState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That this daemon, and no other of its build, is the one of a run directory, and what it says of
 * itself there.
 *
 * <p>The lock is the truth about who it is, and the socket about whether it serves; the files are
 * hints, and a directory that takes none of them stops nothing. Confined to the thread that opens
 * and ends the daemon.
 */
final class Presence implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

  private final RunDirectory run;
  private final Build build;
  private final DaemonLock lock;

  private Presence(RunDirectory run, Build build, DaemonLock lock) {
    this.run = run;
    this.build = build;
    this.lock = lock;
  }

  /**
   * Takes the place of the daemon of a build, unless it is taken.
   *
   * @throws UncheckedIOException if the directory cannot be used, or others may enter it
   */
  static Optional<Presence> take(RunDirectory run, Build build) {
    try {
      run.require();
      return DaemonLock.tryAcquire(run.lock(build)).map(lock -> new Presence(run, build, lock));
    } catch (IOException failure) {
      throw new UncheckedIOException(FileFailure.text(failure), failure);
    }
  }

  /** {@return who has the place, for people} */
  static String holder(RunDirectory run, Build build) {
    try {
      return DaemonDescription.read(run.description(build))
          .map(daemon -> "process " + daemon.pid() + ", since " + daemon.startedAt())
          .orElse("it has not said who it is");
    } catch (IOException unreadable) {
      return "it has not said who it is";
    }
  }

  /** {@return where to listen; what a daemon that died left there is removed} */
  Path freeSocket() {
    Path socket = run.socket(build);
    try {
      Files.deleteIfExists(socket);
      return socket;
    } catch (IOException failure) {
      throw new UncheckedIOException(FileFailure.text(socket, failure), failure);
    }
  }

  /** Says of the daemon what is so from now on. */
  void publish(
      DaemonIdentity identity, DaemonState state, Settings settings, List<Endpoint> endpoints) {
    Duration idleExit = settings.idleExit();
    var description =
        new DaemonDescription(
            DaemonDescription.SCHEMA,
            identity.instance(),
            state.wireName(),
            identity.pid(),
            ProcessIdentity.current().startMillis(),
            identity.build(),
            identity.version(),
            Methods.PROTOCOL_VERSIONS,
            Runtime.version().toString(),
            settings.state().path().toString(),
            identity.startedAt(),
            idleExit == null ? null : idleExit.toMillis(),
            endpoints,
            run.log(build).toString());
    attempt(() -> description.write(run.description(build)));
  }

  /** Notes what happened, for whoever wonders later. */
  void note(DaemonIdentity identity, Instant at, String what, String reason) {
    LOG.info("daemon={} {}: {}", identity.instance(), what, reason);
    var event = new LifecycleEvent(at, what, identity.instance(), identity.pid(), reason);
    attempt(() -> event.append(run.lifecycle(build)));
  }

  private interface Writing {
    void write() throws IOException;
  }

  private static void attempt(Writing writing) {
    try {
      writing.write();
    } catch (IOException failure) {
      LOG.warn("the run directory cannot be written: {}", failure.getMessage());
    }
  }

  /** Leaves the place to others. */
  @Override
  public void close() {
    attempt(() -> Files.deleteIfExists(run.description(build)));
    attempt(run.token(build)::delete);
    lock.close();
  }
}

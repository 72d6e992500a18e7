package fermata.daemon;

import fermata.daemon.rpc.Leaving;
import fermata.daemon.store.StoreFaults;
import fermata.wire.discovery.Build;
import fermata.wire.discovery.RunDirectory;
import fermata.wire.discovery.StateDirectory;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.ShutdownMode;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.RunWaitParams;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/** A real daemon in this process, with a store, a socket and a folder for agents of its own. */
final class TestDaemon implements AutoCloseable {

  private final Settings settings;
  private final Path home;
  private final Daemon daemon;

  private TestDaemon(Path home, Settings settings, Daemon daemon) {
    this.home = home;
    this.settings = settings;
    this.daemon = daemon;
  }

  /**
   * How a test wants it.
   *
   * @param build that it is of
   * @param othersLive whether it shall take the daemons of this process for alive
   */
  record Wish(
      @Nullable Duration idleExit,
      Map<String, String> environment,
      InstantSource clock,
      String build,
      boolean othersLive,
      @Nullable Listening listening) {

    static final Wish USUAL = new Wish(null, Map.of(), InstantSource.system(), "test", false, null);

    Wish withIdleExit(Duration idle) {
      return new Wish(idle, environment, clock, build, othersLive, listening);
    }

    Wish withEnvironment(Map<String, String> variables) {
      return new Wish(idleExit, variables, clock, build, othersLive, listening);
    }

    Wish withClock(InstantSource other) {
      return new Wish(idleExit, environment, other, build, othersLive, listening);
    }

    /** One that listens at a port, too. */
    Wish withListening(Listening at) {
      return new Wish(idleExit, environment, clock, build, othersLive, at);
    }

    /** One of another build, beside others that live. */
    Wish beside(String ownBuild) {
      return new Wish(idleExit, environment, clock, ownBuild, true, listening);
    }
  }

  static TestDaemon open(Path home) {
    return open(home, Wish.USUAL);
  }

  static TestDaemon open(Path home, Wish wish) {
    Settings settings = settings(home, wish);
    Presence presence = Presence.take(settings.run(), settings.build()).orElseThrow();
    var around =
        new Daemon.Surroundings(
            new SocketDoor(presence, settings),
            Leaving.SHARED,
            wish.environment(),
            wish.clock(),
            // The process is this one, which lives; the daemons before in it mostly do not.
            _ -> wish.othersLive());
    return new TestDaemon(home, settings, Daemon.open(settings, around));
  }

  static Settings settings(Path home, Wish wish) {
    return new Settings(
        new StateDirectory(home.resolve("state")),
        new RunDirectory(home.resolve("run")),
        new Build(wish.build(), "0"),
        wish.idleExit(),
        Level.INFO,
        false,
        0,
        wish.listening());
  }

  Settings settings() {
    return settings;
  }

  Workings workings() {
    return daemon.workings();
  }

  Daemon daemon() {
    return daemon;
  }

  Path socket() {
    return settings.run().socket(settings.build());
  }

  /** {@return the port that it listens at} */
  int port() {
    return java.net.URI.create(endpoint().url()).getPort();
  }

  /** {@return what lets its user in at the port} */
  String token() {
    try {
      return settings.run().token(settings.build()).read();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private fermata.wire.method.daemon.DaemonEndpoint endpoint() {
    return daemon.endpoints().stream()
        .filter(endpoint -> endpoint.kind().equals("ws"))
        .findFirst()
        .orElseThrow();
  }

  Path state() {
    return settings.state().path();
  }

  Peer connect() {
    return Peer.connect(socket()).initialized();
  }

  /** Writes a file beside the agents. */
  Path file(String name, String text) {
    try {
      Path file = home.resolve("agents").resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static RunStartParams start(Path agent) {
    return start(agent, UUID.randomUUID().toString());
  }

  static RunStartParams start(Path agent, String key) {
    return new RunStartParams(
        new AgentReference(agent.toString(), null),
        null,
        null,
        null,
        null,
        key,
        null,
        null,
        null,
        null,
        null);
  }

  RunStartResult run(Peer peer, Path agent) {
    return peer.call(Methods.RUN_START, start(agent));
  }

  static RunSummary await(Peer peer, String run, WaitUntil until) {
    var waited =
        peer.call(
            Methods.RUN_WAIT, new RunWaitParams(run, until, Duration.ofSeconds(50).toMillis()));
    if (!waited.reached()) {
      throw new AssertionError("not reached: " + Json.toTree(waited));
    }
    return waited.run();
  }

  /** {@return a home whose store is that of this daemon at this instant, as a crash leaves it} */
  Path copy(Path other) {
    try {
      Path target = Files.createDirectories(other.resolve("state")).resolve("journal.db");
      StoreFaults.execute(state(), "VACUUM INTO '" + target + "'");
      return other;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void end(ShutdownMode mode) {
    daemon.end(mode, Duration.ofSeconds(10), "the test ends it");
    awaitEnd();
  }

  /** Lets the daemon end once it has been idle that long; it stays until it is told so. */
  static void endWhenIdle(Peer peer, Duration idle) {
    peer.result(
        "daemon/config",
        "{'set':[{'name':'idle-exit','value':'%dms'}]}".formatted(idle.toMillis()));
  }

  void awaitEnd() {
    try {
      if (!daemon.awaitEnd(Duration.ofSeconds(30))) {
        throw new AssertionError("the daemon does not end");
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    end(ShutdownMode.NOW);
  }
}

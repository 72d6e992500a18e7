package fermata.daemon;

import fermata.daemon.access.Access;
import fermata.daemon.access.TokenBook;
import fermata.daemon.platform.SkippingClock;
import fermata.daemon.platform.Threads;
import fermata.daemon.platform.Ticker;
import fermata.daemon.platform.UuidV7;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.rpc.Backends;
import fermata.daemon.rpc.DaemonControl;
import fermata.daemon.rpc.Leaving;
import fermata.daemon.rpc.RpcServer;
import fermata.daemon.snapshot.SnapshotRetention;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.OwnerRow;
import fermata.daemon.store.Retention;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.TimerRow;
import fermata.wire.channel.Peer;
import fermata.wire.discovery.ProcessIdentity;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.daemon.DaemonDiagnosticsResult;
import fermata.wire.method.daemon.DaemonEndpoint;
import fermata.wire.method.daemon.DaemonGoodbyeParams;
import fermata.wire.method.daemon.DaemonIdentity;
import fermata.wire.method.daemon.DaemonShutdownResult;
import fermata.wire.method.daemon.DaemonSkipParams;
import fermata.wire.method.daemon.DaemonSkipResult;
import fermata.wire.method.daemon.DaemonState;
import fermata.wire.method.daemon.DaemonStatusResult;
import fermata.wire.method.daemon.DrainMode;
import fermata.wire.method.daemon.SettingChange;
import fermata.wire.method.daemon.SettingView;
import fermata.wire.method.daemon.ShutdownMode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon: opens what is inside before it lets anybody in, and ends in the reverse.
 *
 * <p>Thread-safe.
 */
final class Daemon implements DaemonControl {

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** How long runs at work may take to end in a daemon that makes room for another. */
  private static final Duration DRAIN_MAX = Duration.ofHours(24);

  /** How long a daemon whose time to drain is up may take to bring runs to a safe point. */
  private static final Duration CHECKPOINT_MAX = Duration.ofSeconds(5);

  /** How long the readable folders of the last runs may take. */
  private static final Duration FOLDERS_MAX = Duration.ofSeconds(3);

  /** How often a daemon that drains looks whether somebody wants it to end sooner. */
  private static final Duration HURRY_LOOK = Duration.ofMillis(100);

  /** How often a daemon looks for snapshots that are too old or too many. */
  private static final Duration SWEEP = Duration.ofHours(1);

  /** After so long without an event a journal is made short on the disk. */
  private static final Duration REST = Duration.ofMinutes(10);

  /** How many rows are made short at a heartbeat. */
  private static final int SHORTENED_AT_ONCE_MAX = 2_000;

  private static final long RETRY_AFTER_MILLIS = 500;

  private static final DaemonGoodbyeParams NOT_LET_IN =
      new DaemonGoodbyeParams("the token is not good any more", null);

  private final Settings settings;
  private final InstantSource clock;
  private final DaemonIdentity identity;
  private final Door door;
  private final Workings workings;
  private final Access access;
  private final RpcServer server;
  private final LiveSettings live;
  private final IdleWatch idle;
  private final Ticker heartbeat;
  private final Ticker sweep;
  private final AtomicBoolean isEnding = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile DaemonState state = DaemonState.STARTING;
  private volatile boolean isHurried;
  private volatile boolean isReplaced;

  private Daemon(
      Settings settings, Surroundings around, DaemonIdentity identity, Workings workings) {
    this.settings = settings;
    this.live = new LiveSettings(settings);
    this.clock = around.clock();
    this.identity = identity;
    this.door = around.door();
    this.workings = workings;
    this.access = new Access(clock, Peer.owner(), TokenBook.in(settings.state().path()));
    this.server = RpcServer.of(workings.backends(), this, access, around.leaving(), clock);
    this.idle = new IdleWatch(workings, server);
    this.heartbeat = Ticker.start("heartbeat", HEARTBEAT, this::heartbeat);
    this.sweep = Ticker.start("sweep", SWEEP, this::sweep);
  }

  /**
   * What a daemon stands in.
   *
   * @param environment of the process; keys of models are looked up there
   * @param isAlive whether another daemon, which owns a session, still runs
   */
  record Surroundings(
      Door door,
      Leaving leaving,
      Map<String, String> environment,
      InstantSource clock,
      Predicate<OwnerRow> isAlive) {

    /** {@return what a process stands in} */
    static Surroundings of(Door door, Leaving leaving, Map<String, String> environment) {
      return new Surroundings(
          door, leaving, environment, clock(environment), Surroundings::isAlive);
    }

    private static InstantSource clock(Map<String, String> environment) {
      InstantSource system = InstantSource.system();
      return SkippingClock.SKIPS.equals(environment.get(SkippingClock.VARIABLE))
          ? new SkippingClock(system)
          : system;
    }

    private static boolean isAlive(OwnerRow owner) {
      return new ProcessIdentity(owner.pid(), owner.processStart(), owner.boot()).isAlive();
    }
  }

  /**
   * Opens a daemon, brings back what was at work, and lets clients in.
   *
   * @throws fermata.daemon.store.StorageException if the store cannot be used
   * @throws java.io.UncheckedIOException if nobody can be let in
   */
  static Daemon open(Settings settings, Surroundings around) {
    Instant now = around.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    ProcessIdentity process = ProcessIdentity.current();
    var identity =
        new DaemonIdentity(
            new UuidV7(around.clock()).next(),
            settings.build().id(),
            settings.build().version(),
            process.pid(),
            now);
    around.door().note(identity, now, "started", "state in " + settings.state().path());
    var owner =
        new OwnerRow(
            identity.instance(), process.pid(), process.startMillis(), process.boot(), now);
    Workings workings =
        Workings.open(
            new Workings.Setting(
                settings.state().path(),
                owner,
                around.environment(),
                around.clock(),
                around.isAlive(),
                settings.build().id(),
                settings.hookPort()));
    var daemon = new Daemon(settings, around, identity, workings);
    daemon.begin();
    return daemon;
  }

  /** Serves last of all, and says so after that: whoever reads it can connect. */
  private void begin() {
    try {
      workings.begin();
      state = DaemonState.READY;
      Backends backends = workings.backends();
      door.open(new Door.House(server, backends.limits(), access, RpcServer.pages(backends, this)));
    } catch (RuntimeException failure) {
      heartbeat.close();
      sweep.close();
      workings.triggers().close();
      workings.store().close();
      throw failure;
    }
    door.show(identity, state);
    door.note(identity, now(), "ready", "serving");
    idle.start(settings.idleExit(), this::endIfIdle);
  }

  private void heartbeat() {
    workings.log().heartbeat();
    workings.events().heartbeat();
    hintElsewhere();
    access.granted().refresh();
    server.closeWhere(principal -> !access.isLetIn(principal), NOT_LET_IN);
    forget();
  }

  /** Looks back a little further than to the last time: a commit may have waited. */
  private void hintElsewhere() {
    try {
      workings.log().hintElsewhere(now().minus(HEARTBEAT.multipliedBy(2)));
    } catch (StorageException failure) {
      LOG.warn("what others have stored cannot be read: {}", failure.getMessage());
    }
  }

  private void sweep() {
    workings.snapshots().sweep(SnapshotRetention.DEFAULT, now());
    try {
      int count = workings.blobs().sweep(workings.store().artifacts()::isNamed);
      LOG.debug("contents deleted={}", count);
    } catch (UncheckedIOException | StorageException failure) {
      LOG.warn("contents that nothing names cannot be deleted: {}", failure.getMessage());
    }
  }

  private void forget() {
    try {
      int count = workings.store().forget(Retention.DEFAULT, now());
      int rows = workings.store().shorten(now().minus(REST), SHORTENED_AT_ONCE_MAX);
      LOG.debug("forgotten={} shortened={}", count, rows);
    } catch (StorageException failure) {
      LOG.warn("nothing can be forgotten, trying again: {}", failure.getMessage());
    }
  }

  /** {@return what is below the methods, for tests that make it fail} */
  Workings workings() {
    return workings;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public DaemonIdentity identity() {
    return identity;
  }

  @Override
  public String stateDir() {
    return settings.state().path().toString();
  }

  @Override
  public DaemonState state() {
    return state;
  }

  @Override
  public DaemonStatusResult status() {
    return Vitals.status(this, workings.store(), server, settings);
  }

  @Override
  public DaemonDiagnosticsResult diagnostics() {
    return Vitals.diagnostics(this, server, workings.runs().loadedCount());
  }

  @Override
  public Path log() {
    return settings.run().log(settings.build());
  }

  @Override
  public List<DaemonEndpoint> endpoints() {
    return door.endpoints().stream()
        .map(
            endpoint ->
                new DaemonEndpoint(
                    endpoint.kind(), endpoint.path(), endpoint.url(), endpoint.tokenFile()))
        .toList();
  }

  @Override
  public int closeOf(String principal) {
    return server.closeWhere(principal::equals, NOT_LET_IN);
  }

  @Override
  public boolean isLetIn(String principal) {
    return access.isLetIn(principal);
  }

  @Override
  public void touch() {
    idle.touch();
  }

  private void endIfIdle() {
    if (idle.isStillIdle(() -> state = DaemonState.DRAINING)) {
      end(ShutdownMode.CHECKPOINT, CHECKPOINT_MAX, idleReason());
    } else if (!isEnding.get()) {
      state = DaemonState.READY;
    }
  }

  private String idleReason() {
    return isReplaced ? "makes room for another" : "idle for " + live.idleExit();
  }

  @Override
  public DaemonShutdownResult drain(DrainMode mode) {
    switch (mode) {
      case WHEN_IDLE -> {
        isReplaced = true;
        idle.replace(this::endIfIdle);
      }
      case NOW -> end(ShutdownMode.DRAIN, DRAIN_MAX, "makes room for another");
    }
    return new DaemonShutdownResult(state, workings.runs().loadedCount());
  }

  @Override
  public DaemonSkipResult skip(DaemonSkipParams params) {
    if (!(clock instanceof SkippingClock skipping)) {
      throw RefusedException.of(
          DaemonErrorCode.INVALID_STATE,
          "the clock of this daemon cannot be put forward (expected: a daemon with %s=%s)"
              .formatted(SkippingClock.VARIABLE, SkippingClock.SKIPS));
    }
    // What leaves one part while the other is looked at is seen by the second look.
    boolean wasSettled = workings.isSettled();
    boolean isBusy = !wasSettled || !workings.isSettled() || !isKnown(params);
    List<TimerRow> next = workings.store().nextTimers(null, 1);
    if (isBusy || next.isEmpty()) {
      return new DaemonSkipResult(now(), false, isBusy);
    }
    Instant due = next.getFirst().due();
    boolean isLater = due.isAfter(clock.instant());
    if (isLater) {
      skipping.skipTo(due);
      workings.timers().lookAgain();
    }
    return new DaemonSkipResult(now(), isLater, !isLater);
  }

  private boolean isKnown(DaemonSkipParams params) {
    String session = params.session();
    Long seq = params.seq();
    return session == null
        || seq == null
        || workings
                .store()
                .findHead(new JournalId(session))
                .orElseThrow(() -> RefusedException.notFound("session", session))
                .seq()
            == seq;
  }

  @Override
  public List<SettingView> settings() {
    return live.views();
  }

  @Override
  public void set(List<SettingChange> changes) {
    live.set(changes, idleExit -> idle.start(idleExit, this::endIfIdle));
  }

  @Override
  public DaemonShutdownResult shutdown(ShutdownMode mode, Duration max) {
    end(mode, max, "a client asked for it");
    return new DaemonShutdownResult(state, workings.runs().loadedCount());
  }

  /**
   * Begins to end, and returns at once. While it drains it can be asked again, to end sooner.
   *
   * @param max how long work under way may take
   */
  void end(ShutdownMode mode, Duration max, String reason) {
    state = DaemonState.DRAINING;
    if (isEnding.compareAndSet(false, true)) {
      Threads.start("daemon-end", () -> finish(mode, max, reason));
    } else if (mode != ShutdownMode.DRAIN) {
      isHurried = true;
    }
  }

  /** Waits for the end; whether it came in time. */
  boolean awaitEnd(Duration max) throws InterruptedException {
    return ended.await(max.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for the end. */
  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** One part that fails must not keep the others from ending. */
  private void finish(ShutdownMode mode, Duration max, String reason) {
    List<Runnable> parts =
        List.of(
            () -> door.note(identity, now(), "draining", reason),
            () -> door.show(identity, state),
            idle::close,
            workings.triggers()::close,
            () -> settle(mode, max),
            heartbeat::close,
            sweep::close,
            workings.timers()::close,
            workings.events()::close,
            () -> server.goodbye(new DaemonGoodbyeParams(reason, RETRY_AFTER_MILLIS)),
            () -> door.close(server),
            () -> workings.folders().awaitIdle(FOLDERS_MAX),
            () -> workings.snapshots().close(FOLDERS_MAX),
            workings.store()::retire,
            workings.store()::close,
            workings.tools()::close,
            workings.models()::close,
            () -> door.note(identity, now(), "stopped", reason),
            door::leave);
    for (Runnable part : parts) {
      try {
        part.run();
      } catch (RuntimeException failure) {
        LOG.error("daemon={} a part did not end as it should", identity.instance(), failure);
      }
    }
    ended.countDown();
  }

  private void settle(ShutdownMode mode, Duration max) {
    switch (mode) {
      case DRAIN -> {
        boolean isDone = drain(max);
        workings.runs().checkpoint(isDone || isHurried ? Duration.ZERO : CHECKPOINT_MAX);
      }
      case CHECKPOINT -> workings.runs().checkpoint(max);
      case NOW -> workings.runs().checkpoint(Duration.ZERO);
    }
  }

  private boolean drain(Duration max) {
    long deadline = System.nanoTime() + max.toNanos();
    boolean isStill = workings.runs().awaitStill(Duration.ZERO);
    while (!isStill && !isHurried && System.nanoTime() < deadline) {
      isStill = workings.runs().awaitStill(HURRY_LOOK);
    }
    return isStill;
  }
}

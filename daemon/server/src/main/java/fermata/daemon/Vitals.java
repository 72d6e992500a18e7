package fermata.daemon;

import fermata.daemon.rpc.DaemonControl;
import fermata.daemon.rpc.RpcServer;
import fermata.daemon.store.JournalStore;
import fermata.wire.method.daemon.DaemonDiagnosticsResult;
import fermata.wire.method.daemon.DaemonIdentity;
import fermata.wire.method.daemon.DaemonStatusResult;
import fermata.wire.method.daemon.SessionCounts;
import fermata.wire.method.session.SessionStatus;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a daemon is, at the moment. */
final class Vitals {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private Vitals() {}

  static DaemonStatusResult status(
      DaemonControl daemon, JournalStore store, RpcServer server, Settings settings) {
    DaemonIdentity identity = daemon.identity();
    Runtime runtime = Runtime.getRuntime();
    return new DaemonStatusResult(
        identity.instance(),
        identity.pid(),
        identity.version(),
        identity.build(),
        daemon.state(),
        identity.startedAt(),
        Duration.between(identity.startedAt(), Instant.now()).toMillis(),
        new SessionCounts(
            store.countSessions(),
            store.countSessions(SessionStatus.ACTIVE.wireName()),
            store.countSessions(SessionStatus.HELD.wireName())),
        server.connectionCount(),
        runtime.totalMemory() - runtime.freeMemory(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        openFiles(),
        settings.state().path().toString(),
        daemon.endpoints());
  }

  static DaemonDiagnosticsResult diagnostics(
      DaemonControl daemon, RpcServer server, int runsLoaded) {
    Runtime runtime = Runtime.getRuntime();
    return new DaemonDiagnosticsResult(
        Duration.between(daemon.identity().startedAt(), Instant.now()).toMillis(),
        runtime.totalMemory() - runtime.freeMemory(),
        runtime.maxMemory(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        server.requestsUnderWay(),
        runsLoaded,
        server.connections());
  }

  private static @Nullable Long openFiles() {
    String[] descriptors = DESCRIPTORS.toFile().list();
    return descriptors == null ? null : (long) descriptors.length;
  }
}

package fermata.client;

import fermata.wire.discovery.Build;
import fermata.wire.discovery.DaemonDescription;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.DaemonShutdownParams;
import fermata.wire.method.daemon.DaemonStatusResult;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.daemon.ShutdownMode;
import java.time.Duration;
import java.util.List;

/**
 * Ends the daemons of other builds that nobody uses and that have nothing to do. Without that every
 * update would leave one in memory until it has been idle for long.
 */
final class OtherBuilds {

  private static final Duration EACH_MAX = Duration.ofSeconds(2);

  private OtherBuilds() {}

  /** Asks those that are idle to end; returns without waiting for that. */
  static void endIdle(ClientSettings settings) {
    for (DaemonDescription daemon : RunningDaemons.find(settings.run())) {
      if (!daemon.build().equals(settings.build().id())) {
        endIfIdle(impatient(settings.withBuild(new Build(daemon.build(), daemon.version()))));
      }
    }
  }

  /** {@return settings that start nothing and wait for nobody who hangs} */
  private static ClientSettings impatient(ClientSettings settings) {
    return new ClientSettings(
        settings.run(),
        settings.state(),
        settings.build(),
        settings.identity(),
        List.of(),
        settings.environment(),
        false,
        EACH_MAX,
        EACH_MAX);
  }

  private static void endIfIdle(ClientSettings settings) {
    try (FermataClient client = FermataClient.connect(settings)) {
      DaemonStatusResult status = client.call(Methods.DAEMON_STATUS, new Nothing(), EACH_MAX);
      // The one connection is this.
      if (status.connections() <= 1 && status.sessions().running() == 0) {
        client.call(
            Methods.DAEMON_SHUTDOWN,
            new DaemonShutdownParams(ShutdownMode.DRAIN, EACH_MAX.toMillis()),
            EACH_MAX);
      }
    } catch (FermataException _) {
      // It ends by itself when it has been idle for long.
    }
  }
}

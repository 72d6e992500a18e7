package fermata.daemon;

import fermata.daemon.platform.Threads;
import fermata.daemon.rpc.RpcServer;
import fermata.wire.channel.ConnectionLimits;
import fermata.wire.channel.StdioConnection;
import fermata.wire.discovery.DaemonDescription.Endpoint;
import fermata.wire.method.daemon.DaemonIdentity;
import fermata.wire.method.daemon.DaemonState;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Standard input and output, for the one client that started the process. There may be many such
 * daemons beside the one of a run directory, so they leave no trace there.
 */
final class StdioDoor implements Door {

  private static final Logger LOG = LoggerFactory.getLogger(StdioDoor.class);

  private final InputStream in;
  private final OutputStream out;
  private final Runnable onEnd;

  /**
   * @param onEnd when the client has gone
   */
  StdioDoor(InputStream in, OutputStream out, Runnable onEnd) {
    this.in = in;
    this.out = out;
    this.onEnd = onEnd;
  }

  @Override
  public void open(House house) {
    Threads.start("stdio", () -> serve(house.server(), house.limits()));
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of();
  }

  private void serve(RpcServer server, ConnectionLimits limits) {
    try {
      StdioConnection.serve(in, out, limits, server);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      onEnd.run();
    }
  }

  @Override
  public void show(DaemonIdentity identity, DaemonState state) {
    // Nobody but the client looks, and it asks.
  }

  @Override
  public void note(DaemonIdentity identity, Instant at, String what, String reason) {
    LOG.info("daemon={} {}: {}", identity.instance(), what, reason);
  }

  @Override
  public void close(RpcServer server) {
    server.close();
  }

  @Override
  public void leave() {
    // There is nothing to leave.
  }
}

package fermata.daemon;

import fermata.daemon.rpc.RpcServer;
import fermata.wire.channel.ConnectionLimits;
import fermata.wire.channel.RpcListener;
import fermata.wire.method.daemon.DaemonIdentity;
import fermata.wire.method.daemon.DaemonState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The socket of a run directory. Confined to one thread at a time. */
final class SocketDoor implements Door {

  private final Presence presence;
  private final Settings settings;
  private @Nullable RpcListener listener;

  SocketDoor(Presence presence, Settings settings) {
    this.presence = presence;
    this.settings = settings;
  }

  @Override
  public void open(RpcServer server, ConnectionLimits limits) {
    try {
      listener = RpcListener.open(presence.freeSocket(), limits, server);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure.getMessage(), failure);
    }
  }

  @Override
  public void show(DaemonIdentity identity, DaemonState state) {
    presence.publish(identity, state, settings);
  }

  @Override
  public void note(DaemonIdentity identity, Instant at, String what, String reason) {
    presence.note(identity, at, what, reason);
  }

  @Override
  public void close(RpcServer server) {
    RpcListener open = listener;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void leave() {
    presence.close();
  }
}

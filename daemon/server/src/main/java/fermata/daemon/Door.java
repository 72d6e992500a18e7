package fermata.daemon;

import fermata.daemon.rpc.RpcServer;
import fermata.wire.channel.ConnectionLimits;
import fermata.wire.method.daemon.DaemonIdentity;
import fermata.wire.method.daemon.DaemonState;
import java.time.Instant;

/** Where clients come in, and what can be seen of the daemon from outside. */
interface Door {

  /** Begins to let clients in. Returns at once. */
  void open(RpcServer server, ConnectionLimits limits);

  /** Shows what is so from now on. */
  void show(DaemonIdentity identity, DaemonState state);

  /** Notes what happened, for whoever wonders later. */
  void note(DaemonIdentity identity, Instant at, String what, String reason);

  /** Lets nobody in any more, and everybody out with what they still have to get. */
  void close(RpcServer server);

  /** Removes every trace, and leaves the place to the next daemon. */
  void leave();
}

package fermata.daemon;

import fermata.daemon.access.Access;
import fermata.daemon.rpc.RpcServer;
import fermata.wire.channel.ConnectionLimits;
import fermata.wire.channel.WebPages;
import fermata.wire.discovery.DaemonDescription.Endpoint;
import fermata.wire.method.daemon.DaemonIdentity;
import fermata.wire.method.daemon.DaemonState;
import java.time.Instant;
import java.util.List;

/** Where clients come in, and what can be seen of the daemon from outside. */
interface Door {

  /**
   * What those who come in find.
   *
   * @param access knows who comes by a port
   * @param pages for those who come by HTTP
   */
  record House(RpcServer server, ConnectionLimits limits, Access access, WebPages pages) {}

  /** Begins to let clients in. Returns at once. */
  void open(House house);

  /** {@return where clients come in} */
  List<Endpoint> endpoints();

  /** Shows what is so from now on. */
  void show(DaemonIdentity identity, DaemonState state);

  /** Notes what happened, for whoever wonders later. */
  void note(DaemonIdentity identity, Instant at, String what, String reason);

  /** Lets nobody in any more, and everybody out with what they still have to get. */
  void close(RpcServer server);

  /** Removes every trace, and leaves the place to the next daemon. */
  void leave();
}

package fermata.wire.channel;

import io.netty.channel.Channel;
import java.nio.file.attribute.UserPrincipal;

/** Lets only processes of one user in. */
record PeerCheck(UserPrincipal allowed) {

  /** Whether the peer of a channel runs as that user; not when the system does not tell. */
  boolean isAllowed(Channel channel) {
    var peer = channel instanceof UnixChannel unix ? unix.principal() : null;
    return peer != null && peer.user().equals(allowed);
  }
}

package fermata.wire.channel;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioChannelOption;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** Lets only processes of one user in. */
record PeerCheck(UserPrincipal allowed) {

  /** Whether the peer of a channel runs as that user; not when the system does not tell. */
  boolean isAllowed(Channel channel) {
    var peer = channel.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
    return peer != null && peer.user().equals(allowed);
  }
}

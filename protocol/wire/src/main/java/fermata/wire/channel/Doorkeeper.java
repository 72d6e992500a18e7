package fermata.wire.channel;

import java.util.Optional;

/** Knows who comes by a token or a ticket. Thread-safe; called on the event loop, so never slow. */
public interface Doorkeeper {

  /** {@return who has a token; nobody when it is wrong} */
  Optional<Peer> byToken(String token);

  /**
   * {@return who has a ticket, which is used up by asking; nobody when it is wrong, was used, is
   * too old or is of another origin}
   */
  Optional<Peer> byTicket(String ticket, String origin);
}

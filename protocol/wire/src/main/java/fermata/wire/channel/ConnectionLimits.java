package fermata.wire.channel;

import java.time.Duration;
import java.util.Set;

/**
 * What a daemon allows its clients; each limit is per connection unless it says otherwise.
 *
 * @param connectionsMax connections of a listener
 * @param frameBytesMax bytes of one frame
 * @param inFlightMax requests under way or waiting; more are refused as overloaded
 * @param batchMax requests of one batch
 * @param outboxBytesMax bytes of notifications that wait to be sent; a sender waits beyond
 * @param stallMax how long the peer may accept no byte before the connection is closed
 * @param closeMax how long a closing connection may take to send what it has
 * @param alwaysAdmitted methods that are not refused for being too many, up to twice {@code
 *     inFlightMax}: those that take work away
 */
public record ConnectionLimits(
    int connectionsMax,
    int frameBytesMax,
    int inFlightMax,
    int batchMax,
    int outboxBytesMax,
    Duration stallMax,
    Duration closeMax,
    Set<String> alwaysAdmitted) {

  /** The limits of the protocol's document. */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(
          1024,
          16 << 20,
          256,
          64,
          1 << 20,
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          Set.of("run/cancel", "question/answer", "events/unsubscribe", "$/ping"));

  public ConnectionLimits {
    alwaysAdmitted = Set.copyOf(alwaysAdmitted);
  }
}

package fermata.daemon.journal;

import java.time.Duration;

/**
 * How long what there is may wait for more to go with it.
 *
 * @param events how long events wait, and the pieces that come with them
 * @param pieces how long pieces wait that come without an event
 */
public record Pace(Duration events, Duration pieces) {

  /** Nothing waits. */
  public static final Pace AT_ONCE = new Pace(Duration.ZERO, Duration.ZERO);

  boolean isAtOnce() {
    return events.isZero() && pieces.isZero();
  }
}

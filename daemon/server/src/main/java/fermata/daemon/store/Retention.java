package fermata.daemon.store;

import java.time.Duration;

/**
 * For how long the store keeps what only serves requests that come twice, and published events.
 *
 * @param results the answers to requests, by their keys; a request that is repeated later is done
 *     again
 * @param dedupes the keys of published events; the same event is published again later
 * @param published events that were published, once everybody who waited has them; their keys go
 *     with them at the latest
 * @param newestOfSchema how many events of each schema are kept however old they are: runs may be
 *     started with the latest
 * @param atOnceMax how many of each are forgotten in one transaction
 */
public record Retention(
    Duration results, Duration dedupes, Duration published, int newestOfSchema, int atOnceMax) {

  /** A week for answers, a month for the keys of events, a quarter of a year for events. */
  public static final Retention DEFAULT =
      new Retention(Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(90), 1_000, 1_000);
}

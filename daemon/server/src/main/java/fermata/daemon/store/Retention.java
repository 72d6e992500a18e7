package fermata.daemon.store;

import java.time.Duration;

/**
 * For how long the store keeps what only serves requests that come twice.
 *
 * @param results the answers to requests, by their keys; a request that is repeated later is done
 *     again
 * @param dedupes the keys of published events; the same event is published again later
 * @param atOnceMax how many of each are forgotten in one transaction
 */
public record Retention(Duration results, Duration dedupes, int atOnceMax) {

  /** A week for answers, a month for the keys of events. */
  public static final Retention DEFAULT =
      new Retention(Duration.ofDays(7), Duration.ofDays(30), 1_000);
}

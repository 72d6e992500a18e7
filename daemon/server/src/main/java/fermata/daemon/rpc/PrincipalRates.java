package fermata.daemon.rpc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each principal asks, over all of its connections: so many requests in a second for as
 * long as it likes, and two seconds' worth at once. Thread-safe.
 */
final class PrincipalRates {

  /** Requests of one principal in a second. */
  static final int PER_SECOND = 20_000;

  private static final Duration FULL_AFTER = Duration.ofSeconds(2);
  private static final int BURST = 2 * PER_SECOND;

  /** Principals are users of this machine and holders of tickets in their names. */
  private static final int PRINCIPALS_MAX = 1024;

  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new HashMap<>();

  private static final class Bucket {
    private double left = BURST;
    private Instant at;

    Bucket(Instant at) {
      this.at = at;
    }
  }

  PrincipalRates(InstantSource clock) {
    this.clock = clock;
  }

  /** {@return 0 where a request may be served, else after how many milliseconds one may be} */
  synchronized long waitMillis(String principal) {
    Instant now = clock.instant();
    if (buckets.size() >= PRINCIPALS_MAX && !buckets.containsKey(principal)) {
      buckets.values().removeIf(bucket -> bucket.at.plus(FULL_AFTER).isBefore(now));
    }
    Bucket bucket = buckets.computeIfAbsent(principal, _ -> new Bucket(now));
    // A clock that was set back earns nothing.
    long nanos = Math.max(0, Duration.between(bucket.at, now).toNanos());
    bucket.left = Math.min(BURST, bucket.left + nanos * 1e-9 * PER_SECOND);
    bucket.at = now;
    if (bucket.left < 1) {
      return 1;
    }
    bucket.left--;
    return 0;
  }
}

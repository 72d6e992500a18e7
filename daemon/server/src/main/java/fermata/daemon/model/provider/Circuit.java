package fermata.daemon.model.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps requests from a model that has failed several times in a row, for a while.
 *
 * <p>When the rest is over one request goes out; if it fails too, the next rest begins.
 * Thread-safe.
 */
final class Circuit {

  /** After how many failures in a row nothing is sent. */
  static final int FAILURES_MAX = 5;

  /** For how long. */
  static final Duration REST = Duration.ofSeconds(30);

  private final InstantSource clock;
  private int failures;
  private @Nullable Instant restUntil;

  Circuit(InstantSource clock) {
    this.clock = clock;
  }

  /** {@return how long nothing is sent from now on; empty where a request may go out} */
  synchronized Optional<Duration> rest() {
    Instant until = restUntil;
    Instant now = clock.instant();
    if (until == null) {
      return Optional.empty();
    }
    if (until.isAfter(now)) {
      return Optional.of(Duration.between(now, until));
    }
    // This one is let through; those beside it wait for what comes of it.
    restUntil = now.plus(REST);
    return Optional.empty();
  }

  /** Takes note that the model has answered, if only to say no. */
  synchronized void answered() {
    failures = 0;
    restUntil = null;
  }

  /** Takes note that a request came to nothing. */
  synchronized void failed() {
    failures++;
    if (failures >= FAILURES_MAX) {
      restUntil = clock.instant().plus(REST);
    }
  }
}

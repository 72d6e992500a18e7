package fermata.daemon.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock for tests: it goes like that of the system, and can be put forward. Thread-safe. */
public final class SkippingClock implements InstantSource {

  /** Names a clock that can be put forward, with the value {@value #SKIPS}. */
  public static final String VARIABLE = "FERMATA_CLOCK";

  public static final String SKIPS = "skips";

  private final InstantSource base;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  public SkippingClock(InstantSource base) {
    this.base = base;
  }

  @Override
  public Instant instant() {
    return base.instant().plus(ahead.get());
  }

  /** Puts the clock forward to a time, unless it is later already. */
  public void skipTo(Instant time) {
    Duration wanted = Duration.between(base.instant(), time);
    ahead.accumulateAndGet(wanted, (now, then) -> now.compareTo(then) < 0 ? then : now);
  }
}

package fermata.engine.state;

import fermata.engine.run.Usage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run has used, of what.
 *
 * @param usage up to {@code runningSince}
 * @param marked the limits of which a good part is known to be used up, with the percentage
 * @param runningSince the last event of a run that is running; absent while it is not
 */
public record Spending(Usage usage, Table<String, Integer> marked, @Nullable Instant runningSince) {

  /** Nothing. */
  public static final Spending NONE = new Spending(Usage.NONE, Table.empty(), null);

  /** Whether a time adds nothing to this. */
  public boolean isUntil(Instant now) {
    return runningSince == null || runningSince.equals(now);
  }

  /** {@return this with the time that has run until now; a clock that went back adds nothing} */
  public Spending until(Instant now) {
    if (runningSince == null) {
      return this;
    }
    long passed = Math.max(0, Duration.between(runningSince, now).toMillis());
    return new Spending(usage.plusRunning(passed), marked, now);
  }

  /** {@return this with the time running} */
  public Spending running(Instant since) {
    return new Spending(usage, marked, since);
  }

  /** {@return this with the time standing still} */
  public Spending standing() {
    return new Spending(usage, marked, null);
  }

  /** {@return this with another usage} */
  public Spending with(Usage changed) {
    return new Spending(changed, marked, runningSince);
  }

  /** {@return this with a mark} */
  public Spending marking(String limit, int percent) {
    return new Spending(usage, marked.with(limit, percent), runningSince);
  }
}

package fermata.engine.state;

import fermata.engine.run.StepId;
import fermata.engine.run.Usage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run has used, of what.
 *
 * @param usage up to {@code runningSince}
 * @param raised how often somebody let the run use as much of a limit again
 * @param bySteps what the steps under way have used, of what is theirs
 * @param marked the limits of which a good part is known to be used up, with the percentage
 * @param runningSince the last event of a run that is running; absent while it is not
 */
public record Spending(
    Usage usage,
    Table<String, Integer> raised,
    Table<StepId, Usage> bySteps,
    Table<String, Integer> marked,
    @Nullable Instant runningSince) {

  /** Nothing. */
  public static final Spending NONE =
      new Spending(Usage.NONE, Table.empty(), Table.empty(), Table.empty(), null);

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
    return new Spending(usage.plusRunning(passed), raised, bySteps, marked, now);
  }

  /** {@return this with the time running} */
  public Spending running(Instant since) {
    return new Spending(usage, raised, bySteps, marked, since);
  }

  /** {@return this with the time standing still} */
  public Spending standing() {
    return new Spending(usage, raised, bySteps, marked, null);
  }

  /** {@return this of a run that has ended: what it has used in all} */
  public Spending over() {
    return new Spending(usage, Table.empty(), Table.empty(), marked, null);
  }

  /** {@return this with another usage} */
  public Spending with(Usage changed) {
    return new Spending(changed, raised, bySteps, marked, runningSince);
  }

  /** {@return this with a mark} */
  public Spending marking(String limit, int percent) {
    return new Spending(usage, raised, bySteps, marked.with(limit, percent), runningSince);
  }

  /** {@return what a step has used} */
  public Usage ofStep(StepId step) {
    return bySteps.find(step).orElse(Usage.NONE);
  }

  /**
   * {@return this and what steps have used just now, together}
   *
   * @param steps one, and those in whose bodies it is
   */
  public Spending plus(Iterable<StepId> steps, Usage more) {
    Table<StepId, Usage> changed = bySteps;
    for (StepId step : steps) {
      changed = changed.with(step, ofStep(step).plus(more));
    }
    return new Spending(usage.plus(more), raised, changed, marked, runningSince);
  }

  /** {@return this without a step, which is over} */
  public Spending without(StepId step) {
    return bySteps.has(step)
        ? new Spending(usage, raised, bySteps.without(step), marked, runningSince)
        : this;
  }

  /** {@return this with a limit that was raised once more; it may be marked again} */
  public Spending raising(String limit) {
    int times = raised.find(limit).orElse(0) + 1;
    return new Spending(
        usage, raised.with(limit, times), bySteps, marked.without(limit), runningSince);
  }
}

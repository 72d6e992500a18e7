package fermata.daemon.run;

import fermata.wire.method.run.OnBusy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a run begins, and what becomes of it where its session has one already.
 *
 * @param steering what tells the run that is there; absent unless that is wanted
 * @param notBefore when it begins at the earliest
 */
public record RunTerms(OnBusy onBusy, @Nullable RunChange steering, @Nullable Instant notBefore) {

  /** At once or not at all. */
  public static final RunTerms USUAL = new RunTerms(OnBusy.REJECT, null, null);

  boolean isTooEarly(Instant now) {
    return notBefore != null && notBefore.isAfter(now);
  }
}

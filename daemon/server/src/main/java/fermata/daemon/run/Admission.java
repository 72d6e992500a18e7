package fermata.daemon.run;

import fermata.daemon.store.JournalId;
import fermata.engine.run.RunId;
import fermata.wire.method.run.StartOutcome;

/**
 * A change that is durable.
 *
 * @param asOf the number of the first event of the change, or the head where nothing was to change
 * @param hasEffect whether anything changed
 * @param outcome what came of it, where it is a start
 */
public record Admission(
    JournalId session, RunId run, long asOf, boolean hasEffect, StartOutcome outcome) {

  /** A change that takes effect at once. */
  public Admission(JournalId session, RunId run, long asOf, boolean hasEffect) {
    this(session, run, asOf, hasEffect, StartOutcome.STARTED);
  }

  Admission with(StartOutcome other) {
    return new Admission(session, run, asOf, hasEffect, other);
  }
}

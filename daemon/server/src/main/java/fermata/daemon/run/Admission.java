package fermata.daemon.run;

import fermata.daemon.store.JournalId;
import fermata.engine.run.RunId;

/**
 * A change that is durable.
 *
 * @param asOf the number of the first event of the change, or the head where nothing was to change
 * @param hasEffect whether anything changed
 */
public record Admission(JournalId session, RunId run, long asOf, boolean hasEffect) {}

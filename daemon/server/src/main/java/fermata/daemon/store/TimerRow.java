package fermata.daemon.store;

import java.time.Instant;

/** A timer that a run has set and that has not been dealt with. */
public record TimerRow(JournalId session, String run, String timer, Instant due) {}

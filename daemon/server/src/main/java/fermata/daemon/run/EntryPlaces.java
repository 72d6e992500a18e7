package fermata.daemon.run;

import fermata.daemon.platform.Mailbox;
import fermata.daemon.store.EntryId;
import fermata.daemon.store.EntryRows;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives places that have become free at entry points to the runs that wait for them.
 *
 * <p>Who waits and who has a place stands in the store, so that it outlives the daemon and several
 * daemons agree; here is only the impulse. One that is lost is made up for by {@link #settleAll}.
 * Thread-safe.
 */
final class EntryPlaces {

  /** How many runs wait at one entry point at most. */
  static final int WAITING_MAX = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(EntryPlaces.class);

  private static final int IMPULSES_MAX = 10_000;

  private final JournalStore store;
  private final Outside outside;
  private final Mailbox<EntryId> impulses =
      new Mailbox<>("entry-places", IMPULSES_MAX, this::decide);

  /** What happens to the runs. Neither method blocks. */
  interface Outside {

    void start(RoomDecision.SessionRun run);

    void cancel(RoomDecision.SessionRun run);
  }

  EntryPlaces(JournalStore store, Outside outside) {
    this.store = store;
    this.outside = outside;
  }

  /** Something has changed at an entry point: a run has left it, or waits there. */
  void settle(EntryId entry) {
    if (!impulses.offer(entry)) {
      LOG.warn("entry={} has to wait for a later look", entry);
    }
  }

  /** Looks everywhere: at the start, and for what other daemons have changed. */
  void settleAll() {
    try {
      store.entriesWithWaiting().forEach(this::settle);
    } catch (StorageException failure) {
      LOG.warn("waiting runs cannot be read, trying again: {}", failure.getMessage());
    }
  }

  private void decide(EntryId entry) {
    try {
      EntryRows rows = store.entry(entry);
      if (!rows.waiting().isEmpty()) {
        WaitingRun newest = WaitingRun.parse(rows.waiting().getLast());
        RoomDecision decision = RoomDecision.of(rows, newest);
        decision.leaving().forEach(outside::cancel);
        decision.starting().forEach(outside::start);
      }
    } catch (StorageException failure) {
      LOG.warn("entry={} cannot be settled, trying again: {}", entry, failure.getMessage());
    }
  }
}

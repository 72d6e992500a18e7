package fermata.daemon.run;

import fermata.daemon.store.JournalId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that were in memory last and wait for something: so that an answer which comes soon need
 * not read a journal anew.
 *
 * <p>There are few of them, whatever the number of sessions that wait. Whoever takes one looks
 * whether it is still what is stored: another daemon may have gone on with it. Thread-safe.
 */
final class RestingSessions {

  /** How many there are. */
  private static final int SESSIONS_MAX = 256;

  /** How many events all their journals have: what sessions take of the memory grows with them. */
  private static final long EVENTS_MAX = 16_384;

  private final SequencedMap<JournalId, OpenSession> sessions = new LinkedHashMap<>();
  private long events;

  /** Remembers a session that nobody works on, and forgets others that have rested longest. */
  synchronized void put(JournalId id, OpenSession session) {
    remove(id);
    if (session.head() > EVENTS_MAX) {
      return;
    }
    sessions.put(id, session);
    events += session.head();
    Iterator<OpenSession> eldest = sessions.values().iterator();
    while (sessions.size() > SESSIONS_MAX || events > EVENTS_MAX) {
      events -= eldest.next().head();
      eldest.remove();
    }
  }

  /** Takes a session out: its owner is who asks. */
  synchronized Optional<OpenSession> take(JournalId id) {
    return Optional.ofNullable(remove(id));
  }

  private @Nullable OpenSession remove(JournalId id) {
    OpenSession removed = sessions.remove(id);
    if (removed != null) {
      events -= removed.head();
    }
    return removed;
  }
}

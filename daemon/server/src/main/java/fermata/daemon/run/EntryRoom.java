package fermata.daemon.run;

import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.EntryId;
import fermata.daemon.store.JournalId;
import fermata.definition.model.Entry;
import fermata.definition.model.Overflow;
import java.util.Optional;

/**
 * How many runs may be under way at an entry point.
 *
 * @param max held ones included: one that is held for days would otherwise make room for another,
 *     and both go on at the same time
 */
public record EntryRoom(EntryId entry, int max, Overflow overflow) {

  /** {@return the queue of a session, in which there is one run at a time} */
  static EntryRoom ofSession(JournalId session) {
    return new EntryRoom(EntryId.ofSession(session), 1, Overflow.QUEUE);
  }

  /** {@return the limit of an entry point, if it has one} */
  public static Optional<EntryRoom> of(SourcedAgent agent, String name) {
    Entry entry = agent.usable().entries().get(name);
    return entry == null || entry.concurrent() == null
        ? Optional.empty()
        : Optional.of(
            new EntryRoom(
                new EntryId(agent.texts().file(), name), entry.concurrent(), entry.overflow()));
  }
}

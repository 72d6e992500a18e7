package fermata.daemon.run;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import fermata.engine.run.RunId;
import java.time.InstantSource;
import java.util.List;

/**
 * Keeps the results of requests whose effect is not in a journal, so that the same request again
 * has the same result. Thread-safe.
 */
public record KeyedReplies(JournalStore store, InstantSource clock) {

  private static final Admission NOWHERE =
      new Admission(JournalId.WORKSPACE, new RunId(""), 0, true);

  /** Keeps one. */
  public void keep(KeyedReply reply) {
    commit(List.of(new StoreChange.RememberResult(reply.toResult(NOWHERE, clock.instant()))));
  }

  /**
   * Makes a change and keeps what comes of it, or neither.
   *
   * @param result of the change, without looking at what it has changed
   */
  public void keep(KeyedReply result, StoreChange change) {
    var remembered = new StoreChange.RememberResult(result.toResult(NOWHERE, clock.instant()));
    commit(List.of(change, remembered));
  }

  private void commit(List<StoreChange> changes) {
    try {
      store.commit(changes);
    } catch (StorageException failure) {
      throw RefusedException.of(failure);
    }
  }
}

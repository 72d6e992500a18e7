package fermata.daemon.run;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import fermata.engine.run.RunId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the results of requests whose effect is not in a journal, so that the same request again
 * has the same result. Thread-safe.
 */
public record KeyedReplies(JournalStore store, InstantSource clock) {

  private static final Admission NOWHERE =
      new Admission(JournalId.WORKSPACE, new RunId(""), 0, true);

  /**
   * Makes changes, if any, and keeps what comes of them, or neither.
   *
   * @param result of the changes, without looking at what they have changed
   */
  public void keep(KeyedReply result, StoreChange... changes) {
    var all = new ArrayList<>(List.of(changes));
    all.add(new StoreChange.RememberResult(result.toResult(NOWHERE, clock.instant())));
    commit(all);
  }

  private void commit(List<StoreChange> changes) {
    try {
      store.commit(changes);
    } catch (StorageException failure) {
      throw RefusedException.of(failure);
    }
  }
}

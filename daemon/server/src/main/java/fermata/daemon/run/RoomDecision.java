package fermata.daemon.run;

import fermata.daemon.store.EntryRows;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.PlaceRow;
import fermata.daemon.store.WaitingRow;
import fermata.engine.run.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is to be done at an entry point at which runs wait.
 *
 * <p>Deciding again without anything having happened gives the same: it may be asked at any time.
 *
 * @param starting those that have a place now, the oldest first
 * @param leaving those that are to be cancelled in favour of newer ones
 */
record RoomDecision(List<SessionRun> starting, List<SessionRun> leaving) {

  RoomDecision {
    starting = List.copyOf(starting);
    leaving = List.copyOf(leaving);
  }

  /** A run and its session. */
  record SessionRun(JournalId session, RunId run) {}

  /**
   * {@return what is to be done}
   *
   * @param rows with at least one that waits
   * @param newest what the last of those wants
   */
  static RoomDecision of(EntryRows rows, WaitingRun newest) {
    var all = new ArrayList<Standing>();
    rows.places().forEach(row -> all.add(Standing.of(row)));
    rows.waiting().forEach(row -> all.add(Standing.of(row)));
    all.sort(Comparator.comparing(Standing::since).thenComparing(one -> one.run().run().value()));
    int surplus = newest.isReplacing() ? Math.max(0, all.size() - newest.max()) : 0;
    List<Standing> staying = all.subList(surplus, all.size());
    return new RoomDecision(
        staying.stream()
            .filter(Standing::isWaiting)
            .limit(Math.max(0, newest.max() - rows.places().size()))
            .map(Standing::run)
            .toList(),
        all.subList(0, surplus).stream().map(Standing::run).toList());
  }

  private record Standing(SessionRun run, Instant since, boolean isWaiting) {

    static Standing of(PlaceRow row) {
      return new Standing(new SessionRun(row.session(), new RunId(row.run())), row.since(), false);
    }

    static Standing of(WaitingRow row) {
      return new Standing(new SessionRun(row.session(), new RunId(row.run())), row.since(), true);
    }
  }
}

package fermata.daemon.rpc;

import fermata.daemon.history.StateView;
import fermata.daemon.journal.EventLog;
import fermata.daemon.journal.TypeFilter;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.RunArchive;
import fermata.daemon.run.SessionViews.Positioned;
import fermata.daemon.store.JournalId;
import fermata.wire.event.EventEnvelope;
import fermata.wire.method.events.SnapshotView;
import fermata.wire.method.events.SubscriptionSnapshot;
import fermata.wire.method.history.StateGetResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a subscription begins with where it does not begin at the start: all at one position. */
final class Snapshots {

  private static final int ITEMS_MAX = 100;

  /** How far back items are looked for. */
  private static final int SEARCHED_MAX = 10_000;

  private static final int PAGE = 500;

  private static final TypeFilter ITEM_ENDS =
      TypeFilter.of(List.of("message.completed", "tool.completed", "tool.failed", "tool.unknown"));

  private final EventLog log;
  private final RunArchive archive;

  Snapshots(EventLog log, RunArchive archive) {
    this.log = log;
    this.archive = archive;
  }

  SubscriptionSnapshot of(JournalId session, Positioned here, @Nullable SnapshotView view) {
    Integer items = view == null ? null : view.items();
    boolean isStateWanted = view != null && Boolean.TRUE.equals(view.state());
    if (items != null && (items < 0 || items > ITEMS_MAX)) {
      throw RefusedException.invalidParams(
          "/view/items", items + " (expected: 0 to " + ITEMS_MAX + ")");
    }
    return new SubscriptionSnapshot(
        here.result(),
        items == null ? null : items(session, here.head(), items),
        isStateWanted ? state(session, here) : null);
  }

  private List<EventEnvelope> items(JournalId session, long head, int count) {
    var found = new ArrayList<EventEnvelope>();
    long end = head;
    while (found.size() < count && end > Math.max(0, head - SEARCHED_MAX)) {
      long start = Math.max(0, end - PAGE);
      log.between(session, start, end).reversed().stream()
          .filter(event -> ITEM_ENDS.takes(event.type()))
          .forEach(found::add);
      end = start;
    }
    return found.stream().limit(count).toList().reversed();
  }

  private @Nullable StateGetResult state(JournalId session, Positioned here) {
    List<RunSummary> runs = here.result().runs();
    boolean hasBegun = !runs.isEmpty() && !runs.getFirst().status().equals(RunStatus.QUEUED);
    return hasBegun ? StateView.of(archive.past(session, null, here.head())) : null;
  }
}

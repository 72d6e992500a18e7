package fermata.daemon.rpc;

import fermata.daemon.journal.EventLog;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalId;
import fermata.wire.event.EventEnvelope;
import fermata.wire.method.events.ItemListParams;
import fermata.wire.method.events.ItemListResult;
import fermata.wire.method.events.ItemView;
import fermata.wire.method.events.ReadDirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code item/list}: what a session consists of, for who does not want to fold its events.
 *
 * <p>An item is listed where its first event stands; how it ended is looked for behind that, up to
 * the end of its step. What a page costs does not grow with the journal but for items that are
 * open.
 */
final class ItemListing {

  private static final int ITEMS_DEFAULT = 100;
  private static final int ITEMS_MAX = 500;
  private static final int PAGE_EVENTS = 256;
  private static final long PAGE_UNITS = 4L * 1024 * 1024;

  /** Pages of events that are looked through for the beginnings of items, for one answer. */
  private static final int PAGES_MAX = 40;

  private final EventLog log;

  ItemListing(EventLog log) {
    this.log = log;
  }

  ItemListResult list(ItemListParams params, RequestContext context) {
    int limit = Objects.requireNonNullElse(params.limit(), ITEMS_DEFAULT);
    EventMethods.requireWithin("/limit", limit, 1, ITEMS_MAX);
    var journal = new JournalId(params.session());
    long head = log.head(journal).seq();
    boolean isBackward = params.direction() == ReadDirection.BACKWARD;
    String after = params.after();
    long from =
        after == null ? (isBackward ? head + 1 : 0) : EventMethods.position(after, journal, log);
    var wanted = new Wanted(setOf(params.runs()), params);
    return isBackward
        ? backward(journal, from, limit, wanted)
        : forward(journal, from, head, limit, wanted);
  }

  private static @Nullable Set<String> setOf(@Nullable List<String> names) {
    return names == null ? null : Set.copyOf(names);
  }

  private record Wanted(@Nullable Set<String> runs, ItemListParams params) {

    boolean takes(ItemView item) {
      boolean isOfRun = runs == null || (item.run() != null && runs.contains(item.run()));
      return isOfRun && (params.kinds() == null || params.kinds().contains(item.kind()));
    }
  }

  private ItemListResult forward(
      JournalId journal, long after, long head, int limit, Wanted wanted) {
    var found = new ItemTrack();
    long last = after;
    for (int pages = 0; last < head && pages < PAGES_MAX && found.size() < limit; pages++) {
      for (EventEnvelope event : page(journal, last)) {
        if (found.size() < limit) {
          found.begin(event, wanted::takes);
          last = event.seq();
        }
      }
    }
    return new ItemListResult(ended(journal, found), last < head ? log.cursor(last) : null);
  }

  private ItemListResult backward(JournalId journal, long before, int limit, Wanted wanted) {
    var found = new ItemTrack();
    long first = before;
    for (int pages = 0; first > 1 && pages < PAGES_MAX && found.size() < limit; pages++) {
      long start = Math.max(0, first - 1 - PAGE_EVENTS);
      for (EventEnvelope event : log.between(journal, start, first - 1).reversed()) {
        if (found.size() < limit) {
          found.begin(event, wanted::takes);
          first = event.seq();
        }
      }
      first = found.size() < limit ? start + 1 : first;
    }
    return new ItemListResult(
        ended(journal, found).reversed(), first > 1 ? log.cursor(first) : null);
  }

  /** {@return the items as they stand at the end of the journal, by their first events} */
  private List<ItemView> ended(JournalId journal, ItemTrack found) {
    long last = found.firstSeq();
    while (found.isAnyOpen()) {
      List<EventEnvelope> page = page(journal, last);
      page.forEach(found::goOn);
      if (page.isEmpty()) {
        break;
      }
      last = page.getLast().seq();
    }
    return new ArrayList<>(found.items());
  }

  private List<EventEnvelope> page(JournalId journal, long after) {
    return log.events(journal, after, new EventsMax(PAGE_EVENTS, PAGE_UNITS));
  }
}

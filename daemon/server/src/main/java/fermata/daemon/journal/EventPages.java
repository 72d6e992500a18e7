package fermata.daemon.journal;

import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.wire.event.EncodedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events that were read lately, encoded once for all who read them.
 *
 * <p>Many readers of one journal are mostly at the same place: the first reads the store, the
 * others find what it read. Bounded in bytes over all journals; what was used longest ago goes.
 * Thread-safe.
 */
final class EventPages {

  /** Bytes of events that are kept. */
  private static final long BYTES_MAX = 16L << 20;

  private static final int PAGE_EVENTS = 256;

  private final JournalStore store;
  private final Map<Key, Page> pages = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  EventPages(JournalStore store) {
    this.store = store;
  }

  // By the feed and not the journal: what is read for a feed is forgotten with it, so that a
  // journal
  // that was deleted and came again is not taken for the one before.
  private record Key(Feed feed, long number) {}

  /**
   * {@return events after a number, in order and of one page; none where the journal ends}
   *
   * @throws fermata.daemon.store.StorageException with {@code CORRUPT} where one is damaged
   */
  List<EncodedEvent> after(Feed feed, JournalId journal, long after, EventsMax max) {
    var key = new Key(feed, after / PAGE_EVENTS);
    Page page;
    synchronized (this) {
      page = pages.computeIfAbsent(key, _ -> new Page(journal, after));
    }
    return page.start() > after ? load(journal, after, max) : page.after(key, after, max);
  }

  private List<EncodedEvent> load(JournalId journal, long after, EventsMax max) {
    return store.events(journal, after, max).stream()
        .map(event -> JournalRecords.encoded(journal, event))
        .toList();
  }

  /** What nobody finds any more counts for nothing. */
  private synchronized void grown(Key key, Page page, long by) {
    if (pages.get(key) != page) {
      return;
    }
    page.counted += by;
    bytes += by;
    var oldest = pages.entrySet().iterator();
    while (bytes > BYTES_MAX && oldest.hasNext()) {
      Map.Entry<Key, Page> entry = oldest.next();
      if (!entry.getKey().equals(key)) {
        bytes -= entry.getValue().counted;
        oldest.remove();
      }
    }
  }

  /** Events one behind another, from where its first reader began. */
  private final class Page {

    private final JournalId journal;
    private final long start;
    private final List<EncodedEvent> events = new ArrayList<>();
    // Guarded by the pages, as what they have altogether is.
    private long counted;

    Page(JournalId journal, long start) {
      this.journal = journal;
      this.start = start;
    }

    long start() {
      return start;
    }

    synchronized List<EncodedEvent> after(Key key, long after, EventsMax max) {
      long room = PAGE_EVENTS - start % PAGE_EVENTS;
      while (start + events.size() <= after && events.size() < room) {
        int count = (int) (room - events.size());
        List<EncodedEvent> more =
            load(journal, start + events.size(), new EventsMax(count, max.units()));
        if (more.isEmpty()) {
          return List.of();
        }
        events.addAll(more);
        count(key, more);
      }
      return upTo(max, (int) (after - start));
    }

    private void count(Key key, List<EncodedEvent> more) {
      long added = 0;
      for (EncodedEvent event : more) {
        added += event.length();
      }
      grown(key, this, added);
    }

    private List<EncodedEvent> upTo(EventsMax max, int from) {
      int end = from;
      long units = 0;
      while (end < events.size() && end - from < max.count() && units < max.units()) {
        units += events.get(end).length();
        end++;
      }
      return List.copyOf(events.subList(from, end));
    }
  }
}

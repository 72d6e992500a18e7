package fermata.daemon.journal;

import fermata.wire.event.Ephemeral;
import fermata.wire.method.events.ItemReadResult;
import fermata.wire.method.events.OpenItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The live end of one journal: how far it goes, the texts under way, and who follows.
 *
 * <p>Exists while somebody follows or something is under way. Thread-safe; followers are woken
 * outside the lock.
 */
final class Feed {

  /** UTF-16 units of one piece. */
  private static final int PIECE_UNITS_MAX = 64 * 1024;

  private final String session;
  private final Map<TextKey, OpenText> texts = new LinkedHashMap<>();
  private final Map<String, Report> reports = new LinkedHashMap<>();
  private final Set<Follower> followers = new HashSet<>();
  private long head;
  private long reportCount;

  private record Report(long number, List<String> path, Ephemeral.Progress progress) {}

  Feed(String session) {
    this.session = session;
  }

  /** What a reader of texts has had: offsets by text, and the number of the last report. */
  static final class Taken {
    private final Map<TextKey, Long> offsets = new LinkedHashMap<>();
    private long reports;
  }

  synchronized boolean isUnused() {
    return followers.isEmpty() && texts.isEmpty();
  }

  synchronized long head() {
    return head;
  }

  synchronized void add(Follower follower) {
    followers.add(follower);
  }

  synchronized void remove(Follower follower) {
    followers.remove(follower);
  }

  /** Notes that the journal goes at least to a number. */
  void reach(long seq) {
    wake(raise(seq));
  }

  /**
   * Notes that the store goes at least to a number, whoever stored it. Not while a text is under
   * way: its run is at work here, and what it stores is published when its text is ended.
   */
  void catchUp(long seq) {
    wake(isQuiet() ? raise(seq) : List.of());
  }

  private synchronized boolean isQuiet() {
    return texts.isEmpty();
  }

  private synchronized List<Follower> raise(long seq) {
    if (seq <= head) {
      return List.of();
    }
    head = seq;
    notifyAll();
    return List.copyOf(followers);
  }

  /**
   * Waits until what has been stored has also been published here, so that no text under way is
   * taken for open that a stored event has ended. Where nothing is under way there is nothing to
   * wait for.
   */
  synchronized void awaitPublished(long seq, Duration max) {
    long deadline = System.nanoTime() + max.toNanos();
    try {
      while (!texts.isEmpty() && head < seq && System.nanoTime() < deadline) {
        wait(1);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Adds to a text under way.
   *
   * @param startedAfter the last event before the text
   */
  void append(TextKey key, long startedAfter, String piece) {
    wake(appended(key, startedAfter, piece));
  }

  private synchronized List<Follower> appended(TextKey key, long startedAfter, String piece) {
    head = Math.max(head, startedAfter);
    texts.computeIfAbsent(key, fresh -> new OpenText(fresh, startedAfter)).append(piece);
    return List.copyOf(followers);
  }

  /** Notes how far a call has come; only the last of a call counts. */
  void report(List<String> path, Ephemeral.Progress progress) {
    wake(reported(path, progress));
  }

  private synchronized List<Follower> reported(List<String> path, Ephemeral.Progress progress) {
    if (!followers.isEmpty()) {
      reports.put(progress.call(), new Report(++reportCount, path, progress));
    }
    return List.copyOf(followers);
  }

  /** Forgets what is under way of a call that has ended. */
  synchronized void end(String run, String call) {
    texts.keySet().removeIf(key -> key.run().equals(run) && key.call().equals(call));
    reports.remove(call);
  }

  /** Forgets what is under way of a run that has ended. */
  synchronized void end(String run) {
    texts.keySet().removeIf(key -> key.run().equals(run));
    reports.values().removeIf(report -> report.progress().run().equals(run));
  }

  /** Says that a run may have begun, may wait, go on or have ended. */
  void turned() {
    all().forEach(Follower::turned);
  }

  /** Asks for a sign of life to all who follow. */
  void heartbeat() {
    all().forEach(Follower::heartbeat);
  }

  private synchronized List<Follower> all() {
    return List.copyOf(followers);
  }

  private static void wake(List<Follower> followers) {
    followers.forEach(Follower::wake);
  }

  /**
   * {@return the texts under way that began before a position, and notes in {@code taken} that a
   * reader has them}
   */
  synchronized List<OpenItem> open(long upTo, Taken taken, EventFilter filter) {
    var items = new ArrayList<OpenItem>();
    for (OpenText text : texts.values()) {
      if (text.startedAfter() <= upTo && isWanted(text, filter)) {
        taken.offsets.put(text.key(), text.end());
        items.add(text.toOpenItem());
      }
    }
    taken.reports = reportCount;
    return items;
  }

  /** {@return a text under way, from an offset on} */
  synchronized Optional<ItemReadResult> read(String item, String field, long from) {
    return texts.values().stream()
        .filter(text -> text.key().item().equals(item) && text.key().field().equals(field))
        .findFirst()
        .map(
            text -> {
              Ephemeral.Delta piece = text.piece(session, from, Integer.MAX_VALUE / 2, head);
              return new ItemReadResult(item, field, piece.off(), piece.text(), true);
            });
  }

  private static boolean isWanted(OpenText text, EventFilter filter) {
    return filter.takes(text.key());
  }

  /** Whether something has been added since a reader looked. */
  synchronized boolean hasNews(Taken taken) {
    return reportCount > taken.reports
        || texts.values().stream()
            .anyMatch(text -> taken.offsets.getOrDefault(text.key(), 0L) < text.end());
  }

  /**
   * {@return what has been added since a reader looked, and notes in {@code taken} that it has it}
   *
   * @param position the last event that the reader has had
   * @param unitsMax of all pieces together, more by less than one piece
   */
  synchronized List<Ephemeral> news(Taken taken, long position, long unitsMax, EventFilter filter) {
    taken.offsets.keySet().retainAll(texts.keySet());
    var news = new ArrayList<Ephemeral>();
    long units = 0;
    for (OpenText text : texts.values()) {
      long had = taken.offsets.getOrDefault(text.key(), 0L);
      if (had < text.end() && units < unitsMax && isWanted(text, filter)) {
        Ephemeral.Delta piece = text.piece(session, had, PIECE_UNITS_MAX, position);
        units += piece.text().length();
        taken.offsets.put(text.key(), piece.off() + piece.text().length());
        news.add(piece);
      }
    }
    for (Report report : reports.values()) {
      if (report.number() > taken.reports
          && filter.takes(report.progress().run(), report.path())
          && filter.takesItem(report.progress().call())) {
        news.add(report.progress());
      }
    }
    taken.reports = reportCount;
    return news;
  }
}

package fermata.daemon.run;

import fermata.daemon.blob.LargeValues;
import fermata.daemon.platform.Mailbox;
import fermata.daemon.snapshot.Snapshot;
import fermata.daemon.snapshot.SnapshotFolder;
import fermata.daemon.snapshot.SnapshotRetention;
import fermata.daemon.snapshot.SnapshotSweep;
import fermata.daemon.snapshot.StateForm;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalHead;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoredEvent;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * States of runs that are kept in the folders of their sessions, so that a long journal is not
 * folded from its beginning.
 *
 * <pre>
 * agents/&lt;agent&gt;/sessions/&lt;id&gt;/checkpoints/&lt;run&gt;/&lt;event&gt;.json
 * </pre>
 *
 * <p>They are written behind the run, by a thread of their own, and read only where they fit the
 * journal: the event that one follows must be there, with the same checksum. Thread-safe.
 */
public final class RunSnapshots {

  private static final Logger LOG = LoggerFactory.getLogger(RunSnapshots.class);

  /** How many wait to be written; one more is left out. */
  private static final int WAITING_MAX = 64;

  /** How many look ahead; one more does not. */
  private static final int AHEAD_MAX = 8;

  /** How many are kept of a run; with more, every second one goes. */
  private static final int KEPT_MAX = 1_024;

  /** Of how many journals it is known that they are whole. */
  private static final int WHOLE_MAX = 1_000;

  private static final EventsMax ONE = new EventsMax(1, 1);

  private final JournalStore store;
  private final Path root;
  private final String build;
  private final LargeValues values;
  private final Mailbox<Wanted> waiting = new Mailbox<>("snapshots", WAITING_MAX, this::write);
  private final Mailbox<Runnable> ahead = new Mailbox<>("look-ahead", AHEAD_MAX, Runnable::run);
  private volatile boolean isClosed;
  private @Nullable StateForm form;

  /** Up to where journals were looked at, of the sessions that were loaded last. */
  private final Map<JournalId, Long> whole =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JournalId, Long> eldest) {
          return size() > WHOLE_MAX;
        }
      };

  /**
   * @param root the state directory
   * @param build whose states are read
   * @param values which states have in common with journals
   */
  public RunSnapshots(JournalStore store, Path root, String build, LargeValues values) {
    this.store = store;
    this.root = root;
    this.build = build;
    this.values = values;
  }

  /** Where the snapshots of a run are. */
  record Place(JournalId session, String agent, String run) {

    static Place of(JournalId session, RunCard card) {
      return new Place(session, card.summary().agent(), card.run());
    }
  }

  private record Wanted(
      Place place, String pin, long seq, StateForm.Known known, SnapshotPace pace) {}

  /** Keeps the state of a run that goes on, if it is time for that. Never blocks. */
  void consider(JournalId session, LiveRun run, RunCommit stored) {
    SnapshotPace pace = run.pace();
    long head = stored.newHead();
    if (pace.isDue(head - stored.facts().size(), head) && !run.state().status().isTerminal()) {
      var place = new Place(session, run.definition().name().value(), run.id().value());
      var known = new StateForm.Known(run.state(), run.state().memory());
      offer(new Wanted(place, run.pinned().sha256(), head, known, pace));
    }
  }

  /** Keeps a state that somebody has folded. Never blocks. */
  void offer(Place place, RunReplay.Folded folded, SnapshotPace pace) {
    var known = new StateForm.Known(folded.state(), folded.memory());
    offer(new Wanted(place, folded.pinned().sha256(), folded.seq(), known, pace));
  }

  private void offer(Wanted wanted) {
    wanted.pace().made(wanted.seq());
    if (!isClosed && !waiting.offer(wanted)) {
      LOG.debug("session={} a snapshot is left out", wanted.place().session().value());
    }
  }

  /** Waits until nothing waits to be written; whether that came before the time was up. */
  public boolean awaitIdle(Duration max) {
    return waiting.awaitIdle(max);
  }

  /** Removes snapshots that nobody needs any more, behind everything else. */
  public void sweep(SnapshotRetention retention, Instant now) {
    boolean _ =
        lookAhead(
            () ->
                LOG.debug(
                    "snapshots removed={}",
                    SnapshotSweep.sweep(root.resolve("agents"), retention, now)));
  }

  /** Writes what waits and keeps nothing from now on; whether that was done in time. */
  public boolean close(Duration max) {
    isClosed = true;
    return ahead.awaitIdle(max) && awaitIdle(max);
  }

  /** Whether nothing is kept any more. */
  boolean isClosed() {
    return isClosed;
  }

  /** Does what nobody waits for, such as a look where a reader is likely to go; whether it can. */
  boolean lookAhead(Runnable look) {
    return !isClosed && ahead.offer(look);
  }

  /** The boundary of what nobody waits for: a snapshot that cannot be made is one less. */
  private void write(Wanted wanted) {
    Place place = wanted.place();
    try {
      Snapshot.Mark mark = mark(place.session(), wanted.seq()).orElse(null);
      if (mark != null) {
        SnapshotFolder folder = folder(place);
        int units = folder.put(new Snapshot(mark, wanted.pin(), wanted.known()));
        wanted.pace().measured(units);
        thin(folder);
      }
    } catch (UncheckedIOException | StorageException failure) {
      LOG.warn(
          "session={} a snapshot cannot be kept: {}",
          place.session().value(),
          failure.getMessage());
    }
  }

  private static void thin(SnapshotFolder folder) {
    NavigableSet<Long> all = folder.all();
    if (all.size() > KEPT_MAX) {
      boolean isKept = true;
      for (Long seq : all.descendingSet()) {
        if (!isKept) {
          folder.drop(seq);
        }
        isKept = !isKept;
      }
    }
  }

  private Optional<Snapshot.Mark> mark(JournalId session, long seq) {
    Optional<StoredEvent> event = store.events(session, seq - 1, ONE).stream().findFirst();
    Optional<JournalHead> head = store.findHead(session);
    return event.flatMap(
        found ->
            head.map(here -> new Snapshot.Mark(here.epoch(), seq, found.at(), found.checksum())));
  }

  /** {@return the numbers of the events of a run after which there may be a snapshot} */
  NavigableSet<Long> all(Place place) {
    return folder(place).all();
  }

  /**
   * {@return the latest snapshot of a run after one of its events}
   *
   * @param after the number of the last event that is too early
   * @param until the number of the last one that is not too late
   */
  Optional<Snapshot> latest(Place place, long after, long until) {
    SnapshotFolder folder = folder(place);
    for (Long seq : folder.all().headSet(until, true).descendingSet()) {
      if (seq <= after) {
        break;
      }
      Optional<Snapshot> found = folder.find(seq);
      if (found.isPresent() && fits(place.session(), found.get())) {
        return found;
      }
    }
    return Optional.empty();
  }

  private boolean fits(JournalId session, Snapshot snapshot) {
    try {
      return mark(session, snapshot.after().seq()).filter(snapshot.after()::equals).isPresent();
    } catch (StorageException damaged) {
      return false;
    }
  }

  /**
   * Looks whether a journal is whole up to an event, as far as this daemon has not looked before.
   *
   * @throws StorageException with {@code CORRUPT} if it is not
   */
  void requireWhole(JournalId session, long until) {
    long known;
    synchronized (whole) {
      known = whole.getOrDefault(session, 0L);
    }
    if (known < until) {
      store.requireWhole(session, known, until);
      synchronized (whole) {
        whole.put(session, until);
      }
    }
  }

  private SnapshotFolder folder(Place place) {
    return new SnapshotFolder(
        SessionFolders.folderOf(root, place.agent(), place.session())
            .resolve("checkpoints")
            .resolve(place.run()),
        build,
        form(),
        values);
  }

  // Made when it is wanted: most daemons start and end without.
  synchronized StateForm form() {
    StateForm made = form;
    if (made == null) {
      made = StateForm.create();
      form = made;
    }
    return made;
  }
}

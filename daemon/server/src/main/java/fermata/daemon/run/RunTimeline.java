package fermata.daemon.run;

import fermata.daemon.store.StorageException;
import fermata.engine.state.RunState;
import fermata.wire.event.EventEnvelope;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states that a run was in, some of them at hand, so that any other is a few events away.
 *
 * <p>Around the place that was looked at last they are in memory and near each other; elsewhere
 * they are snapshots. Nothing is read before it is asked for, and a run may go on meanwhile.
 * Thread-safe.
 */
final class RunTimeline {

  private static final Logger LOG = LoggerFactory.getLogger(RunTimeline.class);

  /** Events between two states in memory. */
  private static final int INTERVAL = 64;

  /** States in memory; with more, the one goes that is farthest from the newest of them. */
  private static final int MARKS_MAX = 256;

  private final Supplier<RunReplay> replays;
  private final RunReplay replay;
  private final RunCard card;
  private final RunSnapshots snapshots;
  private final RunSnapshots.Place place;
  private final NavigableMap<Long, RunReplay.Folded> marks = new TreeMap<>();
  private final NavigableSet<Long> kept;
  private final SnapshotPace pace;
  private boolean isLookingAhead;

  /**
   * @param replays makes what reads the journal
   */
  RunTimeline(
      Supplier<RunReplay> replays, RunCard card, RunSnapshots snapshots, RunSnapshots.Place place) {
    this.replays = replays;
    this.replay = replays.get();
    this.card = card;
    this.snapshots = snapshots;
    this.place = place;
    this.kept = snapshots.all(place);
    this.pace = SnapshotPace.after(card.firstSeq());
  }

  /** Sees an event of a run. */
  interface Visitor {

    /**
     * Sees it.
     *
     * @param before the state before it
     * @return whether to go on
     */
    boolean visit(EventEnvelope event, RunState before, RunReplay.Folded after);
  }

  /** {@return the run after its events up to a number} */
  synchronized RunReplay.Folded at(long seq) {
    return go(seq, (_, _, _) -> true, Long.MAX_VALUE);
  }

  /** Visits the events after a number, up to another, until the visitor has seen enough. */
  synchronized void visit(long after, long until, Visitor visitor) {
    if (until >= card.firstSeq()) {
      RunReplay.Folded _ = go(until, visitor, after);
    }
  }

  /** {@return the number at which the state at hand before an event is; 0 if there is none} */
  synchronized long markBefore(long seq) {
    RunReplay.Folded mark = markAt(seq - 1);
    return mark == null ? 0 : mark.seq();
  }

  private RunReplay.Folded go(long until, Visitor visitor, long visibleAfter) {
    RunReplay.Folded from = markAt(Math.min(until, visibleAfter));
    long[] last = {from == null ? 0 : from.seq()};
    return replay.foldOn(
        from,
        card,
        until,
        (event, before, after) -> {
          if (event.seq() - last[0] >= INTERVAL) {
            last[0] = event.seq();
            remember(after);
          }
          return event.seq() <= visibleAfter || visitor.visit(event, before, after);
        });
  }

  private RunReplay.@Nullable Folded markAt(long seq) {
    Map.Entry<Long, RunReplay.Folded> near = marks.floorEntry(seq);
    long known = near == null ? 0 : near.getKey();
    if (seq - known > INTERVAL) {
      RunReplay.Folded nearer = replay.kept(card, known, seq).orElse(null);
      if (nearer != null) {
        put(nearer);
        lookAhead(nearer.seq() - 1);
        return nearer;
      }
    }
    return near == null ? null : near.getValue();
  }

  /** Who steps back comes to where no state is at hand: it is there before that. */
  private void lookAhead(long until) {
    if (!isLookingAhead && until >= card.firstSeq()) {
      isLookingAhead = snapshots.lookAhead(() -> bring(until));
    }
  }

  /** The boundary of what nobody waits for: what cannot be read is said to who asks for it. */
  private void bring(long until) {
    RunReplay own = replays.get();
    long[] last = {0};
    try {
      RunReplay.Folded _ =
          own.foldOn(
              own.kept(card, 0, until).orElse(null),
              card,
              until,
              (event, before, after) -> {
                if (event.seq() - last[0] >= INTERVAL) {
                  last[0] = event.seq();
                  bring(after);
                }
                return !snapshots.isClosed();
              });
    } catch (StorageException unreadable) {
      LOG.debug("the events before {} cannot be read: {}", until, unreadable.getMessage());
    } finally {
      endLooking();
    }
  }

  private synchronized void bring(RunReplay.Folded state) {
    remember(state);
  }

  private synchronized void endLooking() {
    isLookingAhead = false;
  }

  private void remember(RunReplay.Folded state) {
    put(state);
    long seq = state.seq();
    // A journal from elsewhere, or of an older build, has none.
    if (kept.subSet(seq - pace.between(seq), seq + SnapshotPace.EVENTS_MIN).isEmpty()) {
      kept.add(seq);
      snapshots.offer(place, state, pace);
    }
  }

  private void put(RunReplay.Folded state) {
    marks.put(state.seq(), state);
    if (marks.size() > MARKS_MAX) {
      long seq = state.seq();
      boolean isFirstFarther = seq - marks.firstKey() > marks.lastKey() - seq;
      marks.remove(isFirstFarther ? marks.firstKey() : marks.lastKey());
    }
  }
}

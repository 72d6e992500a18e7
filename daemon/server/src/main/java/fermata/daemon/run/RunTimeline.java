package fermata.daemon.run;

import fermata.engine.state.RunState;
import fermata.wire.event.EventEnvelope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The states that a run was in, some of them kept, so that any other is a few events away.
 *
 * <p>Nothing is read before it is asked for, and a run may go on meanwhile. Thread-safe.
 */
final class RunTimeline {

  /** Events between two kept states, at first. */
  private static final int INTERVAL = 256;

  /** States that are kept; with more, every second one goes and the interval doubles. */
  private static final int MARKS_MAX = 512;

  private final RunReplay replay;
  private final RunCard card;
  private final List<RunReplay.Folded> marks = new ArrayList<>();
  private int interval = INTERVAL;

  RunTimeline(RunReplay replay, RunCard card) {
    this.replay = replay;
    this.card = card;
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

  /** {@return the number at which the kept state before an event is; 0 if there is none} */
  synchronized long markBefore(long seq) {
    RunReplay.Folded mark = markAt(seq - 1);
    return mark == null ? 0 : mark.seq();
  }

  private RunReplay.Folded go(long until, Visitor visitor, long visibleAfter) {
    RunReplay.Folded from = markAt(Math.min(until, visibleAfter));
    int[] sinceMark = {0};
    return replay.foldOn(
        from,
        card,
        until,
        (event, before, after) -> {
          sinceMark[0]++;
          if (sinceMark[0] >= interval && isNewest(after)) {
            sinceMark[0] = 0;
            keep(after);
          }
          return event.seq() <= visibleAfter || visitor.visit(event, before, after);
        });
  }

  private RunReplay.@Nullable Folded markAt(long seq) {
    int low = 0;
    int high = marks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (marks.get(middle).seq() <= seq) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : marks.get(low - 1);
  }

  private boolean isNewest(RunReplay.Folded state) {
    return marks.isEmpty() || marks.getLast().seq() + interval <= state.seq();
  }

  private void keep(RunReplay.Folded state) {
    marks.add(state);
    if (marks.size() > MARKS_MAX) {
      for (int i = marks.size() - 2; i >= 0; i -= 2) {
        marks.remove(i);
      }
      interval *= 2;
    }
  }
}

package fermata.wire.method.debug;

import fermata.wire.event.BreakpointSet;
import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code run/walk}: from one event of a run to another, without running anything. */
public record RunWalkParams(
    @Doc("session of the run") String session,
    @Doc("run; absent means the newest") @Nullable String run,
    @Doc("number of the event to begin at") long from,
    @Doc("back or forward") Direction direction,
    @Doc("how far") Pace pace,
    @Doc("step to go on from; absent means that the next one of any branch counts")
        @Nullable String step,
    @Doc("where to stand still on the way") @Nullable BreakpointSet set) {

  /** Which way. */
  public enum Direction {
    BACK,
    FORWARD
  }

  /** How far. */
  public enum Pace {

    /** To the next step. */
    OVER,

    /** To the next turn, call or step. */
    IN,

    /** To the next breakpoint, or the end. */
    RUN
  }
}

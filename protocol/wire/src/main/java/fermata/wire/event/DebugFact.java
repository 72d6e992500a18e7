package fermata.wire.event;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import org.jspecify.annotations.Nullable;

/** Facts about debuggers of a run. */
public sealed interface DebugFact extends EventData {

  /** A debugger said where the run is to stand still. */
  record Set(@Doc("what it wants from now on") BreakpointSet set) implements DebugFact {}

  /** Somebody steps through the run. */
  record Stepping(
      @Doc("step that it was at") @Nullable String step, @Doc("how far: over or in") String stride)
      implements DebugFact {}

  /** The run is at a place that a debugger has marked. */
  record Reached(
      @Doc("owner and id of the breakpoint, parted by a slash; else the reason") String breakpoint,
      @Doc("what makes it the same place when it is looked at again") String place,
      @Doc("entry, breakpoint, step, failure, question or budget") String reason,
      @Doc("whether the run stands still; else the place was counted or told of") boolean stop,
      @Doc("step that is there") @Nullable String step,
      @Doc("its node") @Nullable String node,
      @Doc("call that is about to start") @Nullable String call,
      @Doc("log message, failure, or what is wrong with a condition") @Untrusted
          @Nullable String text,
      @Doc("how the step has failed; its ways are not taken yet") @Nullable StepStatus status,
      @Doc("why it has failed") @Nullable Failure error)
      implements DebugFact {}
}

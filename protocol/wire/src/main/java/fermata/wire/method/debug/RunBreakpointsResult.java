package fermata.wire.method.debug;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import fermata.wire.method.run.AsOf;
import java.util.List;

/** Result of {@code run/breakpoints}. */
public record RunBreakpointsResult(
    @Doc("position from which it holds") AsOf asOf,
    @Doc("whether the key had been used for the same params before") boolean replayed,
    @Doc("the run") String run,
    @Doc("breakpoints at which the run will never stand still") List<BreakpointProblem> problems) {

  public RunBreakpointsResult {
    problems = List.copyOf(problems);
  }

  /** Why a run will not stand still at a breakpoint. */
  public record BreakpointProblem(
      @Doc("id of the breakpoint") String id, @Doc("for people") @Untrusted String message) {}
}

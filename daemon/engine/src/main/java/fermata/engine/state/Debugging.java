package fermata.engine.state;

import fermata.engine.run.Breakpoint;
import fermata.engine.run.BreakpointSet;
import fermata.engine.run.StepId;
import fermata.engine.run.StopReason;
import fermata.engine.run.Stride;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What debuggers want of a run, and where it has been for them.
 *
 * @param sets by their owners
 * @param hits how often each breakpoint was reached, by owner and id
 * @param passed the places of steps under way at which the run has been, so that it stands still at
 *     each once
 * @param stepping how far it goes; absent where it just runs
 */
public record Debugging(
    Table<String, BreakpointSet> sets,
    Table<String, Integer> hits,
    List<String> passed,
    @Nullable Stepping stepping) {

  /** Places that are remembered; older ones belong to steps that have ended. */
  private static final int PASSED_MAX = 256;

  /** Nobody wants anything. */
  public static final Debugging NONE = new Debugging(Table.empty(), Table.empty(), List.of(), null);

  public Debugging {
    passed = List.copyOf(passed);
  }

  /**
   * A run that is stepped through.
   *
   * @param from the step that it was at; absent where it was at none
   * @param after the number of the newest step then
   * @param why what is said when it stands still again
   */
  public record Stepping(Stride stride, @Nullable StepId from, int after, StopReason why) {}

  /** {@return the breakpoints of all debuggers at a place; looked at before each step and call} */
  public List<Owned> breakpoints(Breakpoint.Kind kind, String at) {
    // By loops: a stream would cost a run that never comes to a breakpoint more than its looks do.
    List<Owned> found = List.of();
    for (BreakpointSet set : sets.values()) {
      for (Breakpoint point : set.breakpoints()) {
        if (point.kind() == kind && point.at().equals(at)) {
          found = found.isEmpty() ? new ArrayList<>(1) : found;
          found.add(new Owned(set.owner(), point));
        }
      }
    }
    return found;
  }

  /** A breakpoint of a debugger. */
  public record Owned(String owner, Breakpoint breakpoint) {

    /** {@return its id, among those of all debuggers} */
    public String key() {
      return owner + "/" + breakpoint.id();
    }
  }

  /** Whether somebody steps into what a step starts. */
  public boolean isEntering(StepId step) {
    return stepping != null
        && stepping.stride() == Stride.IN
        && stepping.why() == StopReason.STEP
        && (stepping.from() == null || stepping.from().equals(step));
  }

  /** Whether a debugger wants to know of some trouble. */
  public boolean minds(BreakpointSet.Trouble trouble) {
    return sets.values().stream().anyMatch(set -> set.troubles().contains(trouble));
  }

  /** {@return this with what a debugger wants from now on} */
  public Debugging with(BreakpointSet set, int newest) {
    Stepping next =
        set.atEntry() ? new Stepping(Stride.IN, null, newest, StopReason.ENTRY) : stepping;
    return new Debugging(
        set.isEmpty() ? sets.without(set.owner()) : sets.with(set.owner(), set),
        hits,
        passed,
        next);
  }

  /** {@return this, stepped through or not} */
  public Debugging with(@Nullable Stepping changed) {
    return new Debugging(sets, hits, passed, changed);
  }

  /** {@return this, having been at a place} */
  public Debugging passing(String key, String place) {
    var all =
        new ArrayList<>(passed.subList(Math.max(0, passed.size() - PASSED_MAX + 1), passed.size()));
    all.add(key + "@" + place);
    return new Debugging(sets, hits.with(key, hits.find(key).orElse(0) + 1), all, stepping);
  }

  /** Whether the run has been at a place. */
  public boolean hasPassed(String key, String place) {
    return passed.contains(key + "@" + place);
  }

  /** Whether nobody wants anything, and nothing is to be remembered. */
  public boolean isNothing() {
    return sets.isEmpty() && stepping == null;
  }
}

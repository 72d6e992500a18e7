package fermata.engine.run;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one debugger wants a run to stand still for.
 *
 * @param owner the debugger; another set of the same one takes the place of this
 * @param atEntry whether to stand still before the next step, once
 */
public record BreakpointSet(
    String owner, List<Breakpoint> breakpoints, Set<Trouble> troubles, boolean atEntry) {

  /** Events that are places too. */
  public enum Trouble {
    FAILURE,
    QUESTION,
    BUDGET
  }

  public BreakpointSet {
    breakpoints = List.copyOf(breakpoints);
    // In the order of the kinds: the same set is stored the same way.
    troubles = Collections.unmodifiableSet(new TreeSet<>(troubles));
  }

  /** Whether it wants nothing. */
  public boolean isEmpty() {
    return breakpoints.isEmpty() && troubles.isEmpty() && !atEntry;
  }
}

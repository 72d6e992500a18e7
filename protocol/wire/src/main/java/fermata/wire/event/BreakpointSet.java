package fermata.wire.event;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one debugger wants a run to stand still for; it takes the place of what it wanted before.
 */
public record BreakpointSet(
    @Doc("the debugger; sets of others stay") String owner,
    @Doc("places of definitions") List<Breakpoint> breakpoints,
    @Doc("events: failure, question, budget") List<String> stops,
    @Doc("whether to stand still before the next step, once; absent means no")
        @Nullable Boolean entry) {

  public BreakpointSet {
    breakpoints = List.copyOf(breakpoints);
    stops = List.copyOf(stops);
  }
}

package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.source.SourcedAgent;
import fermata.definition.model.Ordered;
import fermata.engine.run.BreakpointSet;
import fermata.engine.run.ForkPoint;
import fermata.engine.run.RunId;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A run to begin where another one was: in a session of its own, or in that of the other.
 *
 * @param run the id of the new run
 * @param point where it parts from the other
 * @param options what it goes on with; those of the other run where absent
 * @param agent usable, what it goes on with
 * @param input the whole input from now on; that of the other run where absent
 * @param state values to set keys of the shared state to, checked against the definition
 * @param title of the new session; that of the other where absent
 * @param room the limit of its entry point, where that has one
 * @param debuggers what they want it to stand still for
 */
public record RunFork(
    RunId run,
    ForkPoint point,
    @Nullable RunOptions options,
    SourcedAgent agent,
    @Nullable JsonNode input,
    SequencedMap<String, JsonNode> state,
    @Nullable String title,
    @Nullable EntryRoom room,
    List<BreakpointSet> debuggers) {

  public RunFork {
    state = Ordered.copyOf(state);
    debuggers = List.copyOf(debuggers);
  }
}

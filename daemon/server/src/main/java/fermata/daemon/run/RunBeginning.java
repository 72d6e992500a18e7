package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.StoreChange;
import fermata.engine.run.BreakpointSet;
import fermata.engine.run.RunId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run to start.
 *
 * @param agent usable
 * @param entry the name of an entry point that exists
 * @param input checked against the definition
 * @param uri of the definition, as the client named it
 * @param title of the session, where the run makes one
 * @param alongside changes of the store that take effect with the start, or not at all
 * @param debuggers what they want it to stand still for
 * @param terms when it begins
 */
public record RunBeginning(
    RunId run,
    SourcedAgent agent,
    RunOptions options,
    String entry,
    JsonNode input,
    String uri,
    @Nullable String title,
    List<StoreChange> alongside,
    List<BreakpointSet> debuggers,
    RunTerms terms) {

  public RunBeginning {
    alongside = List.copyOf(alongside);
    debuggers = List.copyOf(debuggers);
  }

  /** A run that starts at once or not at all. */
  public RunBeginning(
      RunId run,
      SourcedAgent agent,
      RunOptions options,
      String entry,
      JsonNode input,
      String uri,
      @Nullable String title,
      List<StoreChange> alongside,
      List<BreakpointSet> debuggers) {
    this(run, agent, options, entry, input, uri, title, alongside, debuggers, RunTerms.USUAL);
  }

  /** A run that nobody debugs. */
  public RunBeginning(
      RunId run,
      SourcedAgent agent,
      RunOptions options,
      String entry,
      JsonNode input,
      String uri,
      @Nullable String title,
      List<StoreChange> alongside) {
    this(run, agent, options, entry, input, uri, title, alongside, List.of());
  }

  /** A run that starts by itself. */
  public RunBeginning(
      RunId run,
      SourcedAgent agent,
      RunOptions options,
      String entry,
      JsonNode input,
      String uri,
      @Nullable String title) {
    this(run, agent, options, entry, input, uri, title, List.of(), List.of());
  }

  /** {@return the limit of its entry point, if that has one} */
  Optional<EntryRoom> room() {
    return EntryRoom.of(agent, entry);
  }
}

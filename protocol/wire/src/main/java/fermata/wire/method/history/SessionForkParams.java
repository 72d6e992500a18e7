package fermata.wire.method.history;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.event.BreakpointSet;
import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import fermata.wire.method.run.AgentReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Params of {@code session/fork}. At most one of {@code at}, {@code step} and {@code node} says
 * where; without them it is where the run waits, or before the last step of one that has ended (the
 * one that failed, if one did).
 */
public record SessionForkParams(
    @Doc("session to fork") String session,
    @Doc("run to fork; absent means the newest") @Nullable String run,
    @Doc("number of the last event to keep") @Nullable Long at,
    @Doc("step before which to go on") @Nullable String step,
    @Doc("node before whose last step to go on") @Nullable String node,
    @Doc("definition to go on with; absent means that of the run") @Nullable AgentReference agent,
    @Doc("input fields to change") @Nullable JsonNode input,
    @Doc("keys of the shared state to set") @Nullable JsonNode state,
    @Doc("models to use in place of those of the definition; absent means those of the run")
        @Nullable List<String> models,
    @Doc("file to write a recording of the model replies to") @Nullable String record,
    @Doc("recording to answer from; absent means that of the run") @Nullable String replay,
    @Doc("title of the new session; absent means that of the other") @Nullable String title,
    @Doc("id for the new run, a UUIDv7 made by the client") @Nullable String newRun,
    @Doc("idempotency key, at most 128 characters") String key,
    @Doc("where the new run is to stand still for a debugger") @Nullable BreakpointSet debug)
    implements KeyedParams {

  public SessionForkParams {
    models = models == null ? null : List.copyOf(models);
  }

  /** A fork that nobody debugs. */
  public SessionForkParams(
      String session,
      @Nullable String run,
      @Nullable Long at,
      @Nullable String step,
      @Nullable String node,
      @Nullable AgentReference agent,
      @Nullable JsonNode input,
      @Nullable JsonNode state,
      @Nullable List<String> models,
      @Nullable String record,
      @Nullable String replay,
      @Nullable String title,
      @Nullable String newRun,
      String key) {
    this(
        session, run, at, step, node, agent, input, state, models, record, replay, title, newRun,
        key, null);
  }
}

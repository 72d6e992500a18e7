package fermata.wire.method.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.event.BreakpointSet;
import fermata.wire.event.RunGrant;
import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Params of {@code run/start}. */
public record RunStartParams(
    @Doc("definition to run") AgentReference agent,
    @Doc("input, checked against the agent; absent means no fields") @Nullable JsonNode input,
    @Doc("entry point; absent means the only one or main") @Nullable String entry,
    @Doc("session to run in; absent makes one") @Nullable String session,
    @Doc("id for the run, a UUIDv7 made by the client") @Nullable String run,
    @Doc("idempotency key, at most 128 characters") String key,
    @Doc("title of a new session") @Nullable String title,
    @Doc("folder that tools work in; absent means the folder of the definition")
        @Nullable String workspace,
    @Doc("file to write a recording of the model replies to") @Nullable String record,
    @Doc("recording to answer from") @Nullable String replay,
    @Doc("models to use in place of those of the definition") @Nullable List<String> models,
    @Doc("where the run is to stand still for a debugger") @Nullable BreakpointSet debug,
    @Doc("what becomes of it where the session has a run already; absent means reject")
        @Nullable OnBusy onBusy,
    @Doc("what it may use at most, whatever its own limits say") @Nullable RunGrant budget,
    @Doc("when it begins at the earliest; until then it is queued") @Nullable Instant notBefore,
    @Doc("whether it is only told what would be; nothing is changed then, nor the key used")
        @Nullable Boolean dryRun)
    implements KeyedParams {

  public RunStartParams {
    models = models == null ? null : List.copyOf(models);
  }

  /** A run that starts at once or not at all. */
  public RunStartParams(
      AgentReference agent,
      @Nullable JsonNode input,
      @Nullable String entry,
      @Nullable String session,
      @Nullable String run,
      String key,
      @Nullable String title,
      @Nullable String workspace,
      @Nullable String record,
      @Nullable String replay,
      @Nullable List<String> models,
      @Nullable BreakpointSet debug) {
    this(
        agent, input, entry, session, run, key, title, workspace, record, replay, models, debug,
        null, null, null, null);
  }

  /** {@return this, with how it is to be admitted} */
  public RunStartParams admitted(
      @Nullable OnBusy busy,
      @Nullable RunGrant limit,
      @Nullable Instant earliest,
      @Nullable Boolean isPlan) {
    return new RunStartParams(
        agent, input, entry, session, run, key, title, workspace, record, replay, models, debug,
        busy, limit, earliest, isPlan);
  }

  /** A run that nobody debugs. */
  public RunStartParams(
      AgentReference agent,
      @Nullable JsonNode input,
      @Nullable String entry,
      @Nullable String session,
      @Nullable String run,
      String key,
      @Nullable String title,
      @Nullable String workspace,
      @Nullable String record,
      @Nullable String replay,
      @Nullable List<String> models) {
    this(agent, input, entry, session, run, key, title, workspace, record, replay, models, null);
  }

  /** {@return params of a run in a session of its own, from the agent's main entry point} */
  public static RunStartParams of(String agentUri, JsonNode input, String key) {
    return new RunStartParams(
        new AgentReference(agentUri, null),
        input,
        null,
        null,
        null,
        key,
        null,
        null,
        null,
        null,
        null);
  }
}

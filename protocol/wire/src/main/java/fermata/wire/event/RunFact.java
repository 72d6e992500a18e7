package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Ordered;
import fermata.wire.json.Untrusted;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Facts about a run. Exactly one of {@link Completed}, {@link Failed} and {@link Cancelled} ends
 * it.
 */
public sealed interface RunFact extends EventData {

  /** The run began at an entry point. */
  record Started(
      @Doc("id of the run") String run,
      @Doc("name of the agent") String agent,
      @Doc("SHA-256 of the canonical definition") String digest,
      @Doc("entry point") String entry,
      @Doc("checked input") @Untrusted JsonNode input,
      @Doc("traits of the tools that it may use") SequencedMap<String, ToolTraits> tools,
      @Doc("session of the run") String session,
      @Doc("prices of the models that it may use") SequencedMap<String, ModelPrices> models,
      @Doc("under which the definition's texts are kept") @Nullable String pin,
      @Doc("what it may use at most, whatever its own limits say") @Nullable RunGrant grant)
      implements RunFact {

    public Started {
      tools = Ordered.copyOf(tools);
      models = Ordered.copyOf(models);
    }
  }

  /** Nothing goes on until something outside happens. */
  record Held(
      @Doc(
              "what it waits for: question:<id>, timer:<id>, event:<step>, child:<run>, tool:<call>, paused")
          List<String> reasons)
      implements RunFact {

    public Held {
      reasons = List.copyOf(reasons);
    }
  }

  /** Asked to stand still; what is under way may end, nothing new starts. */
  record Pausing(@Doc("why") String reason, @Doc("who asked") String by) implements RunFact {}

  /** A held or interrupted run goes on. */
  record Resumed(@Doc("what let it go on") ResumeCause cause) implements RunFact {}

  /** The run was found without a daemon. */
  record Interrupted(@Doc("why") InterruptCause cause) implements RunFact {}

  /**
   * What came before is a copy of what happened to another run; from here on this one goes its own
   * way.
   */
  record Forked(
      @Doc("session of the other run") String parentSession,
      @Doc("the other run") String parentRun,
      @Doc("number of the last event that both have, in the journal of the other session") long at,
      @Doc("input from now on") @Untrusted JsonNode input,
      @Doc("values that keys of the shared state have from now on")
          SequencedMap<String, JsonNode> state,
      @Doc("traits of the tools that it may use") SequencedMap<String, ToolTraits> tools,
      @Doc("prices of the models that it may use") SequencedMap<String, ModelPrices> models,
      @Doc("by which everything that is waited for comes later") long shiftMs)
      implements RunFact {

    public Forked {
      state = Ordered.copyOf(state);
      tools = Ordered.copyOf(tools);
      models = Ordered.copyOf(models);
    }
  }

  /** Cancelling began; work under way is being ended. */
  record Cancelling(@Doc("why") String reason, @Doc("who asked") String by) implements RunFact {}

  /** The run is bound to fail; work under way is being ended. */
  record Failing(@Doc("why") Failure error) implements RunFact {}

  /** The run ended with an output. */
  record Completed(
      @Doc("output of the agent") @Untrusted JsonNode output,
      @Doc("what it used") Usage usage,
      @Doc("from start to end, held time included") long durationMs)
      implements RunFact {}

  /** The run ended without an output. */
  record Failed(
      @Doc("why") Failure error,
      @Doc("what it used") Usage usage,
      @Doc("from start to end, held time included") long durationMs)
      implements RunFact {}

  /** The run was ended by somebody. */
  record Cancelled(
      @Doc("why") String reason,
      @Doc("who asked") String by,
      @Doc("what it used") Usage usage,
      @Doc("from start to end, held time included") long durationMs)
      implements RunFact {}
}

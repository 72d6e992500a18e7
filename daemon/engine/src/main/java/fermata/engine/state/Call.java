package fermata.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.AgentName;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.ToolName;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.Grant;
import fermata.engine.run.ItemId;
import fermata.engine.run.QuestionId;
import fermata.engine.run.Reservation;
import fermata.engine.run.RunId;
import fermata.engine.run.StepId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that its step has not done with. */
public sealed interface Call {

  CallId id();

  StepId step();

  /** How often it was started. */
  int attempt();

  Phase phase();

  /** {@return this in another phase} */
  Call in(Phase changed);

  /** {@return this as a call of a tool; empty where it is none, and no agent that is a tool} */
  default Optional<Tool> asTool() {
    return switch (this) {
      case Tool tool -> Optional.of(tool);
      case Child(_, _, _, _, _, _, var attempt, _, var phase, var asked) when asked != null ->
          Optional.of(
              new Tool(
                  asked.id(),
                  asked.step(),
                  asked.tool(),
                  asked.args(),
                  asked.request(),
                  attempt,
                  phase));
      case Child _, Model _ -> Optional.empty();
    };
  }

  /** A model request. */
  record Model(
      CallId id,
      StepId step,
      String model,
      ItemId item,
      int attempt,
      Phase phase,
      Reservation reserved)
      implements Call {

    @Override
    public Model in(Phase changed) {
      return new Model(id, step, model, item, attempt, changed, reserved);
    }
  }

  /**
   * A tool call.
   *
   * @param request the id by which a model or the step of a workflow asked for it; absent for a
   *     node of one call
   */
  record Tool(
      CallId id,
      StepId step,
      ToolName tool,
      JsonNode args,
      @Nullable String request,
      int attempt,
      Phase phase)
      implements Call {

    @Override
    public Tool in(Phase changed) {
      return new Tool(id, step, tool, args, request, attempt, changed);
    }
  }

  /**
   * A run of another agent.
   *
   * @param run the child run
   * @param grant what is set aside for it
   * @param entry the entry point where it starts
   * @param asked the tool call that the run is for, where the agent is a tool
   */
  record Child(
      CallId id,
      StepId step,
      AgentName agent,
      RunId run,
      JsonNode input,
      Grant grant,
      int attempt,
      String entry,
      Phase phase,
      @Nullable Tool asked)
      implements Call {

    @Override
    public Child in(Phase changed) {
      return new Child(id, step, agent, run, input, grant, attempt, entry, changed, asked);
    }
  }

  /** Where a call is in its life. */
  sealed interface Phase {

    /** Wanted; nobody has said yes or no. */
    record Requested() implements Phase {}

    /** Somebody is asked whether it may start, or what to do about it. */
    record Asking(QuestionId question) implements Phase {}

    /** Somebody has said whether it may start. */
    record Judged(boolean isApproved, String reason, String by) implements Phase {}

    /** May start. */
    record Approved() implements Phase {}

    /** Under way outside. */
    record InFlight(Instant since, Instant deadline) implements Phase {}

    /**
     * A child run does the work; it lives on when the daemon dies.
     *
     * @param deadline when it is given up; absent where it may take as long as it takes, or was
     *     given up
     * @param givenUp why it was asked to end
     */
    record Away(Instant since, @Nullable Instant deadline, @Nullable Failure givenUp)
        implements Phase {}

    /** Was under way when the daemon died. */
    record Lost() implements Phase {}

    /**
     * Nobody knows whether it had its effect; what to do about it.
     *
     * @param reason what ended with the call; the daemon where absent
     */
    record Unknown(OnUnknown then, @Nullable String reason) implements Phase {}

    /** Its last attempt failed; what to do about it is not decided. */
    record Failed(Failure failure) implements Phase {}

    /** Its last attempt failed, the next one waits. */
    record Backoff(Instant dueAt) implements Phase {}

    /** Has given its result. */
    record Completed(JsonNode result) implements Phase {}

    /** Was not allowed. */
    record Denied(String reason) implements Phase {}
  }
}

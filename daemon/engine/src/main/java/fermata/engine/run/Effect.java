package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.NodeId;
import fermata.definition.model.ToolName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a run asks the shell to do, after the events of the same transition are stored.
 *
 * <p>Effects are not stored: after a crash the state says what was under way, see {@code Recovery}.
 */
public sealed interface Effect {

  /**
   * Ask a model. Comes back as {@link RunInput.ModelReplied} or {@link RunInput.ModelFailed}.
   *
   * @param item the message to come, which the deltas of the stream name
   * @param attempt counts from 1; the text of an earlier attempt is void
   * @param idempotencyKey the same for every attempt
   * @param timeout after which the engine asks to stop it
   */
  record CallModel(
      CallId call,
      StepId step,
      ItemId item,
      ModelRequest request,
      int attempt,
      String idempotencyKey,
      Duration timeout)
      implements Effect {}

  /** Call a tool. Comes back as {@link RunInput.ToolReturned}; the members are as above. */
  record CallTool(
      CallId call,
      StepId step,
      ToolName tool,
      JsonNode args,
      int attempt,
      String idempotencyKey,
      Duration timeout)
      implements Effect {}

  /**
   * Hand over the answer to what a call has asked.
   *
   * @param answer JSON's null where somebody declined to answer
   */
  record TellCall(CallId call, JsonNode answer) implements Effect {}

  /**
   * Start a child run. Comes back as {@link RunInput.ChildEnded}.
   *
   * <p>All that it needs stands in the state; to start one that there is does nothing.
   */
  record StartChild(CallId call, RunId run) implements Effect {}

  /** Ask a child run to end. Comes back as {@link RunInput.ChildEnded}, however it ends. */
  record StopChild(CallId call, RunId run, String reason) implements Effect {}

  /** Ask a child run to stand still. */
  record PauseChild(CallId call, RunId run, String reason, String by) implements Effect {}

  /** Ask a child run to go on. */
  record ResumeChild(CallId call, RunId run) implements Effect {}

  /** Say {@link RunInput.TimerDue} at a time, at once if it has passed. Replaces an earlier one. */
  record SetTimer(TimerId timer, Instant at) implements Effect {}

  /** Forget a timer. It may be due all the same. */
  record ClearTimer(TimerId timer) implements Effect {}

  /**
   * End a call with everything that it started.
   *
   * <p>The shell answers with {@link RunInput.CallStopped} when the work has really ended, or with
   * the result if that was faster, within a bounded time of its own.
   */
  record StopCall(CallId call) implements Effect {}

  /**
   * Say {@link RunInput.EventMatched} when an event is published that the selector fits. The same
   * wait may be asked for again; it is still the first.
   */
  record AwaitEvent(StepId step, RunEvent.Awaited event) implements Effect {}

  /** Forget a wait. An event may come all the same. */
  record ForgetEvent(StepId step) implements Effect {}

  /** Publish an event, in the commit that stores {@link RunEvent.EventEmitted}. */
  record Publish(StepId step, NodeId node, String schema, List<String> tags, JsonNode data)
      implements Effect {

    public Publish {
      tags = List.copyOf(tags);
    }
  }
}

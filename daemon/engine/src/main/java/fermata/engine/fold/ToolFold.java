package fermata.engine.fold;

import fermata.engine.run.CallId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.Usage;
import fermata.engine.state.Call;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import fermata.engine.state.Table;
import java.time.Instant;
import java.util.Map;

/** Events of tool calls, and of attempts. */
final class ToolFold {

  private ToolFold() {}

  static RunState requested(RunState state, RunEvent.ToolRequested event) {
    var call =
        new Call.Tool(
            event.call(),
            event.step(),
            event.tool(),
            event.args(),
            event.request(),
            0,
            new Call.Phase.Requested());
    RunState changed = state.with(call).with(state.counters().plusCall());
    String request = event.request();
    Step step = changed.steps().get(event.step());
    if (request == null) {
      return changed.with(step.with(new Step.Work.Calling(event.call())));
    }
    return step.conversation().isPresent()
        ? ConversationFold.asked(changed, event, request)
        : changed.with(flowing(step, request, new Step.Part(event.call(), 0)));
  }

  private static Step flowing(Step step, String id, Step.Part part) {
    Table<String, Step.Part> parts =
        step.work() instanceof Step.Work.Flowing(var before) ? before : Table.empty();
    return step.with(new Step.Work.Flowing(parts.with(id, part)));
  }

  static RunState approved(RunState state, RunEvent.ToolApproved event) {
    return in(state, event.call(), new Call.Phase.Approved());
  }

  static RunState denied(RunState state, RunEvent.ToolDenied event) {
    return in(state, event.call(), new Call.Phase.Denied(event.reason()));
  }

  static RunState started(RunState state, RunEvent.ToolStarted event, Instant at) {
    Call.Tool call = tool(state, event.call());
    var started =
        new Call.Tool(
            call.id(),
            call.step(),
            call.tool(),
            call.args(),
            call.request(),
            event.attempt(),
            new Call.Phase.InFlight(at, event.deadline()));
    RunState changed = state.with(started);
    return event.attempt() > 1
        ? changed
        : changed.with(
            state.spending().plus(state.around(event.step()), Usage.NONE.plusToolCall()));
  }

  static RunState completed(RunState state, RunEvent.ToolCompleted event) {
    return in(state, event.call(), new Call.Phase.Completed(event.result()));
  }

  static RunState failed(RunState state, RunEvent.ToolFailed event, Instant at) {
    RunState changed = in(state, event.call(), new Call.Phase.Failed(event.error()));
    return event.stopping()
        ? changed.withStopping(state.stopping().with(event.call(), at))
        : changed;
  }

  static RunState unknown(RunState state, RunEvent.ToolUnknown event) {
    return in(state, event.call(), new Call.Phase.Unknown(event.then(), event.reason()));
  }

  static RunState retryScheduled(RunState state, RunEvent.RetryScheduled event) {
    Step step = state.steps().get(event.step());
    RunState waiting = in(state, event.call(), new Call.Phase.Backoff(event.dueAt()));
    return waiting.with(
        step.work() instanceof Step.Work.Flowing(var parts)
            ? failedOnce(step, parts, event.call())
            : step.at(step.attempt(), step.failures() + 1));
  }

  // The attempts of a part are its own: another part that fails has as many as it was given.
  private static Step failedOnce(Step step, Table<String, Step.Part> parts, CallId call) {
    Step changed = step;
    for (Map.Entry<String, Step.Part> part : parts.asMap().entrySet()) {
      if (part.getValue().call().equals(call)) {
        var failed = new Step.Part(call, part.getValue().failures() + 1);
        changed = flowing(changed, part.getKey(), failed);
      }
    }
    return changed;
  }

  private static Call.Tool tool(RunState state, CallId id) {
    return state
        .calls()
        .get(id)
        .asTool()
        .orElseThrow(() -> new IllegalStateException("call " + id.value() + " is not of a tool"));
  }

  private static RunState in(RunState state, CallId call, Call.Phase phase) {
    return state.with(state.calls().get(call).in(phase));
  }
}

package fermata.daemon.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import fermata.daemon.store.NewInput;
import fermata.engine.run.BreakpointSet;
import fermata.engine.run.CallId;
import fermata.engine.run.ChildOutcome;
import fermata.engine.run.ForkPoint;
import fermata.engine.run.ModelReply;
import fermata.engine.run.QuestionId;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.run.SessionId;
import fermata.engine.run.StepId;
import fermata.engine.run.TimerId;
import fermata.engine.run.ToolOutcome;
import fermata.wire.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run's inputs as audit records, both ways.
 *
 * <p>An input is used after the trip there and back: then a run computes with exactly what its
 * journal says, also where a library gave a number of another Java type.
 */
public final class InputMapping {

  private InputMapping() {}

  /** {@return an input as the store keeps it} */
  public static NewInput encode(RunId run, RunInput input) {
    InputRecord record = toRecord(input);
    String body = Json.with(Json.toText(record), "of", Json.quoted(run.value()));
    return new NewInput(Json.caseOf(record), body);
  }

  /** {@return the run that an audit record belongs to} */
  public static RunId runOf(String body) throws JsonProcessingException {
    return new RunId(Json.mapper().readTree(body).path("of").asText());
  }

  /** {@return the input that an audit record says} */
  public static RunInput decode(String body) throws JsonProcessingException {
    return fromRecord(Json.read(Json.mapper().readTree(body), InputRecord.class));
  }

  /** {@return the call that an input is the end of} */
  public static Optional<CallId> callOf(RunInput input) {
    return switch (input) {
      case RunInput.ModelReplied(var call, _) -> Optional.of(call);
      case RunInput.ModelFailed(var call, _) -> Optional.of(call);
      case RunInput.ToolReturned(var call, _) -> Optional.of(call);
      case RunInput.CallStopped(var call) -> Optional.of(call);
      case RunInput.EffectLost(var call) -> Optional.of(call);
      case RunInput.Started _,
          RunInput.ToolAsked _,
          RunInput.ToolContent _,
          RunInput.AnswerGiven _,
          RunInput.TimerDue _,
          RunInput.EventMatched _,
          RunInput.CancelRequested _,
          RunInput.PauseRequested _,
          RunInput.ChildEnded _,
          RunInput.ChildAsked _,
          RunInput.Interrupted _,
          RunInput.Forked _,
          RunInput.BreakpointsSet _,
          RunInput.StepRequested _,
          RunInput.StateSet _,
          RunInput.Steered _,
          RunInput.ResumeRequested _ ->
          Optional.empty();
    };
  }

  private static InputRecord toRecord(RunInput input) {
    return switch (input) {
      case RunInput.Started started ->
          new InputRecord.Started(
              started.run().value(),
              started.session().value(),
              started.entry(),
              started.input(),
              ValueMapping.toWireTools(started.tools()),
              ValueMapping.toWireModels(started.models()),
              GrantMapping.toWire(started.grant()),
              ValueMapping.toWireContext(started.context()),
              debuggers(started.debuggers()));
      case RunInput.ModelReplied(var call, var reply) ->
          new InputRecord.ModelReplied(
              call.value(),
              reply.text(),
              reply.reasoning(),
              ValueMapping.toWire(reply.toolCalls()),
              ValueMapping.word(reply.finish()),
              ValueMapping.toWire(reply.tokens()),
              reply.thoughts());
      case RunInput.ModelFailed(var call, var failure) ->
          new InputRecord.ModelFailed(call.value(), ValueMapping.toWire(failure));
      case RunInput.ToolReturned(var call, var outcome) -> toRecord(call, outcome);
      case RunInput.ToolAsked(var call, var kind, var text, var fields, var options) ->
          new InputRecord.ToolAsked(
              call.value(),
              ValueMapping.word(kind),
              text,
              ValueMapping.toWireFields(fields),
              options.isEmpty() ? null : options);
      case RunInput.ToolContent(var call) -> new InputRecord.ToolContent(call.value());
      case RunInput.AnswerGiven(var question, var answer, var by) ->
          new InputRecord.AnswerGiven(question.value(), answer, by);
      case RunInput.TimerDue(var timer) -> new InputRecord.TimerDue(timer.value());
      case RunInput.EventMatched(var step, var event) ->
          new InputRecord.EventMatched(step.value(), ValueMapping.toWire(event));
      case RunInput.CancelRequested(var reason, var by) ->
          new InputRecord.CancelRequested(reason, by);
      case RunInput.ChildEnded ended -> toRecord(ended);
      case RunInput.ChildAsked(var call, var run, var question, var isOpen) ->
          new InputRecord.ChildAsked(call.value(), run.value(), question.value(), isOpen);
      case RunInput.PauseRequested(var reason, var by) ->
          new InputRecord.PauseRequested(reason, by);
      case RunInput.CallStopped(var call) -> new InputRecord.CallStopped(call.value());
      case RunInput.EffectLost(var call) -> new InputRecord.EffectLost(call.value());
      case RunInput.Interrupted(var cause) -> new InputRecord.Interrupted(cause);
      case RunInput.ResumeRequested(var by) -> new InputRecord.ResumeRequested(by);
      case RunInput.Forked forked ->
          new InputRecord.Forked(
              forked.parent().session().value(),
              forked.parent().run().value(),
              forked.parent().seq(),
              forked.input(),
              forked.state(),
              ValueMapping.toWireTools(forked.tools()),
              ValueMapping.toWireModels(forked.models()),
              forked.shift().toMillis(),
              debuggers(forked.debuggers()));
      case RunInput.BreakpointsSet(var set) ->
          new InputRecord.BreakpointsSet(DebugMapping.toWire(set));
      case RunInput.StepRequested(var step, var stride, var by) ->
          new InputRecord.StepRequested(
              step == null ? null : step.value(), DebugMapping.word(stride), by);
      case RunInput.StateSet(var step, var key, var value, var by) ->
          new InputRecord.StateSet(step.value(), key, value, by);
      case RunInput.Steered(var step, var text, var by) ->
          new InputRecord.Steered(step.value(), text, by);
    };
  }

  private static RunInput ended(
      String call, String run, ChildOutcome outcome, fermata.wire.event.Usage usage) {
    return new RunInput.ChildEnded(
        new CallId(call), new RunId(run), outcome, ValueMapping.fromWire(usage));
  }

  private static InputRecord toRecord(RunInput.ChildEnded ended) {
    String call = ended.call().value();
    String run = ended.run().value();
    fermata.wire.event.Usage usage = ValueMapping.toWire(ended.usage());
    return switch (ended.outcome()) {
      case ChildOutcome.Completed(var output) ->
          new InputRecord.ChildCompleted(call, run, output, usage);
      case ChildOutcome.Failed(var failure) ->
          new InputRecord.ChildFailed(call, run, ValueMapping.toWire(failure), usage);
      case ChildOutcome.Cancelled(var reason) ->
          new InputRecord.ChildCancelled(call, run, reason, usage);
    };
  }

  private static InputRecord toRecord(CallId call, ToolOutcome outcome) {
    return switch (outcome) {
      case ToolOutcome.Completed(var result, var kept) ->
          new InputRecord.ToolCompleted(call.value(), result, kept.isEmpty() ? null : kept);
      case ToolOutcome.Failed(var failure) ->
          new InputRecord.ToolFailed(call.value(), ValueMapping.toWire(failure));
      case ToolOutcome.TimedOut(var after) ->
          new InputRecord.ToolTimedOut(call.value(), after.toMillis());
      case ToolOutcome.Lost(var failure) ->
          new InputRecord.ToolLost(call.value(), ValueMapping.toWire(failure));
      case ToolOutcome.Cancelled() -> new InputRecord.ToolCancelled(call.value());
    };
  }

  private static RunInput fromRecord(InputRecord record) {
    return switch (record) {
      case InputRecord.Started started ->
          new RunInput.Started(
              new RunId(started.run()),
              new SessionId(started.session()),
              started.entry(),
              started.input(),
              ValueMapping.fromWireTools(started.tools()),
              ValueMapping.fromWireModels(started.models()),
              GrantMapping.fromWire(started.grant()),
              ValueMapping.fromWireContext(
                  Objects.requireNonNullElse(started.context(), List.of())),
              debuggersOf(started.debuggers()));
      case InputRecord.ModelReplied replied ->
          new RunInput.ModelReplied(new CallId(replied.call()), replyOf(replied));
      case InputRecord.ModelFailed(var call, var error) ->
          new RunInput.ModelFailed(new CallId(call), ValueMapping.fromWire(error));
      case InputRecord.ToolCompleted(var call, var result, var kept) ->
          returned(
              call, new ToolOutcome.Completed(result, Objects.requireNonNullElse(kept, List.of())));
      case InputRecord.ToolFailed(var call, var error) ->
          returned(call, new ToolOutcome.Failed(ValueMapping.fromWire(error)));
      case InputRecord.ToolLost(var call, var error) ->
          returned(call, new ToolOutcome.Lost(ValueMapping.fromWire(error)));
      case InputRecord.ToolTimedOut(var call, var afterMs) ->
          returned(call, new ToolOutcome.TimedOut(Duration.ofMillis(afterMs)));
      case InputRecord.ToolCancelled(var call) -> returned(call, new ToolOutcome.Cancelled());
      case InputRecord.AnswerGiven(var question, var answer, var by) ->
          new RunInput.AnswerGiven(new QuestionId(question), answer, by);
      case InputRecord.ToolAsked(var call, var kind, var text, var fields, var options) ->
          new RunInput.ToolAsked(
              new CallId(call),
              ValueMapping.byWord(QuestionKind.values(), ValueMapping::word, kind),
              text,
              ValueMapping.fromWireFields(fields),
              options == null ? List.of() : options);
      case InputRecord.ToolContent(var call) -> new RunInput.ToolContent(new CallId(call));
      case InputRecord.TimerDue(var timer) -> new RunInput.TimerDue(new TimerId(timer));
      case InputRecord.EventMatched(var step, var event) ->
          new RunInput.EventMatched(new StepId(step), ValueMapping.fromWire(event));
      case InputRecord.CancelRequested(var reason, var by) ->
          new RunInput.CancelRequested(reason, by);
      case InputRecord.ChildCompleted(var call, var run, var output, var usage) ->
          ended(call, run, new ChildOutcome.Completed(output), usage);
      case InputRecord.ChildFailed(var call, var run, var error, var usage) ->
          ended(call, run, new ChildOutcome.Failed(ValueMapping.fromWire(error)), usage);
      case InputRecord.ChildCancelled(var call, var run, var reason, var usage) ->
          ended(call, run, new ChildOutcome.Cancelled(reason), usage);
      case InputRecord.ChildAsked(var call, var run, var question, var open) ->
          new RunInput.ChildAsked(new CallId(call), new RunId(run), new QuestionId(question), open);
      case InputRecord.PauseRequested(var reason, var by) ->
          new RunInput.PauseRequested(reason, by);
      case InputRecord.CallStopped(var call) -> new RunInput.CallStopped(new CallId(call));
      case InputRecord.EffectLost(var call) -> new RunInput.EffectLost(new CallId(call));
      case InputRecord.Interrupted(var cause) -> new RunInput.Interrupted(cause);
      case InputRecord.ResumeRequested(var by) -> new RunInput.ResumeRequested(by);
      case InputRecord.Forked forked ->
          new RunInput.Forked(
              new ForkPoint(
                  new SessionId(forked.parentSession()),
                  new RunId(forked.parentRun()),
                  forked.at()),
              forked.input(),
              forked.state(),
              ValueMapping.fromWireTools(forked.tools()),
              ValueMapping.fromWireModels(forked.models()),
              Duration.ofMillis(forked.shiftMs()),
              debuggersOf(forked.debuggers()));
      case InputRecord.BreakpointsSet(var set) ->
          new RunInput.BreakpointsSet(DebugMapping.fromWire(set, ""));
      case InputRecord.StepRequested(var step, var stride, var by) ->
          new RunInput.StepRequested(
              step == null ? null : new StepId(step), DebugMapping.stride(stride), by);
      case InputRecord.StateSet(var step, var key, var value, var by) ->
          new RunInput.StateSet(new StepId(step), key, value, by);
      case InputRecord.Steered(var step, var text, var by) ->
          new RunInput.Steered(new StepId(step), text, by);
    };
  }

  private static @Nullable List<fermata.wire.event.BreakpointSet> debuggers(
      List<BreakpointSet> sets) {
    return sets.isEmpty() ? null : sets.stream().map(DebugMapping::toWire).toList();
  }

  private static List<BreakpointSet> debuggersOf(
      @Nullable List<fermata.wire.event.BreakpointSet> sets) {
    return sets == null
        ? List.of()
        : sets.stream().map(set -> DebugMapping.fromWire(set, "")).toList();
  }

  private static ModelReply replyOf(InputRecord.ModelReplied replied) {
    return new ModelReply(
        replied.text(),
        replied.reasoning(),
        ValueMapping.toRequests(replied.toolCalls()),
        ValueMapping.byWord(ModelReply.Finish.values(), ValueMapping::word, replied.finish()),
        ValueMapping.toTokens(replied.usage()),
        replied.thoughts());
  }

  private static RunInput returned(String call, ToolOutcome outcome) {
    return new RunInput.ToolReturned(new CallId(call), outcome);
  }
}

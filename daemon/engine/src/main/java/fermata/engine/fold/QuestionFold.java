package fermata.engine.fold;

import static java.time.Duration.between;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.OnUnknown;
import fermata.engine.run.CallId;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.state.Call;
import fermata.engine.state.Conversation.Turn;
import fermata.engine.state.Question;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.time.Instant;

/** Events of questions. */
final class QuestionFold {

  private QuestionFold() {}

  static RunState asked(RunState state, RunEvent.QuestionAsked event) {
    RunState changed =
        state
            .withQuestions(state.questions().with(event.question(), new Question(event)))
            .with(state.counters().plusQuestion());
    if (event.limit() != null) {
      return changed;
    }
    CallId call = event.call();
    if (call == null) {
      return asking(changed, event);
    }
    // A tool that asks in the middle of its work is under way all the same.
    return state.calls().get(call).phase() instanceof Call.Phase.InFlight
        ? changed
        : in(changed, call, new Call.Phase.Asking(event.question()));
  }

  static RunState answered(RunState state, RunEvent.QuestionAnswered event, Instant at) {
    RunEvent.QuestionAsked asked = state.questions().get(event.question()).asked();
    RunState closed = state.withQuestions(state.questions().without(event.question()));
    if (asked.limit() != null) {
      return closed;
    }
    CallId call = asked.call();
    if (call == null) {
      return told(closed, asked.step(), event.answer());
    }
    return state.calls().get(call).phase() instanceof Call.Phase.InFlight(var since, var deadline)
        ? in(closed, call, new Call.Phase.InFlight(since, at.plus(between(since, deadline))))
        : in(closed, call, phase(asked.kind(), event.answer(), event.by()));
  }

  // A model that talks with a person waits for the next message of its conversation.
  private static RunState asking(RunState state, RunEvent.QuestionAsked event) {
    Step step = state.steps().get(event.step());
    return step.work() instanceof Step.Work.Conversing(var conversation)
        ? state.with(step.with(conversation.with(new Turn.Asking(event.question()))))
        : state.with(step.with(new Step.Work.Asking(event.question(), unanswered(step))));
  }

  private static int unanswered(Step step) {
    return switch (step.work()) {
      case Step.Work.Asking(_, var unanswered) -> unanswered;
      case Step.Work.Expired(var unanswered) -> unanswered;
      case Step.Work _ -> 0;
    };
  }

  private static RunState told(RunState state, StepId id, JsonNode answer) {
    Step step = state.steps().get(id);
    return step.work() instanceof Step.Work.Conversing(var conversation)
        ? state.with(step.with(conversation.with(new Turn.Told(answer.asText()))))
        : state.with(step.with(new Step.Work.Answered(answer)));
  }

  private static Call.Phase phase(QuestionKind kind, JsonNode answer, String by) {
    return switch (kind) {
      case TOOL_UNKNOWN -> new Call.Phase.Unknown(choice(answer.asText()), null);
      // What the tool has asked for is its result, which follows.
      case APPROVAL, FREE_TEXT, FORM, CHOICE -> new Call.Phase.Approved();
      case TOOL_APPROVAL, LIMIT ->
          new Call.Phase.Judged(
              answer.isObject() ? answer.path("approve").asBoolean() : answer.asBoolean(),
              answer.path("reason").asText(),
              by);
    };
  }

  private static OnUnknown choice(String option) {
    return switch (option) {
      case "retry" -> OnUnknown.RETRY;
      case "skip" -> OnUnknown.SKIP;
      default -> OnUnknown.FAIL;
    };
  }

  static RunState expired(RunState state, RunEvent.QuestionExpired event) {
    RunEvent.QuestionAsked asked = state.questions().get(event.question()).asked();
    RunState closed = state.withQuestions(state.questions().without(event.question()));
    CallId call = asked.call();
    if (call == null) {
      int unanswered = unanswered(state.steps().get(asked.step())) + 1;
      return working(closed, asked.step(), new Step.Work.Expired(unanswered));
    }
    return in(
        closed,
        call,
        asked.kind() == QuestionKind.TOOL_UNKNOWN
            ? new Call.Phase.Unknown(OnUnknown.FAIL, null)
            : new Call.Phase.Judged(false, "nobody answered in time", ""));
  }

  private static RunState working(RunState state, StepId step, Step.Work work) {
    return state.with(state.steps().get(step).with(work));
  }

  private static RunState in(RunState state, CallId call, Call.Phase phase) {
    return state.with(state.calls().get(call).in(phase));
  }
}

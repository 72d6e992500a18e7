package fermata.engine.fold;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunEvent.QuestionAsked;
import fermata.engine.state.Call;
import fermata.engine.state.Memory;
import fermata.engine.state.Origin;
import fermata.engine.state.Question;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import fermata.engine.state.Step;
import java.time.Instant;
import java.util.Map;

/** The beginning of a run that goes on from a copy of another one's events. */
final class ForkFold {

  private ForkFold() {}

  static RunState forked(RunState state, RunEvent.RunForked event) {
    boolean isAway = state.calls().values().stream().anyMatch(ForkFold::isAway);
    boolean waits = state.status() == RunStatus.HELD && !isAway && !state.hasLiveCalls();
    RunState lost = withChildrenAnew(RunFold.interrupted(state));
    RunState shifted =
        withWaitsShifted(
            withCallsShifted(withQuestionsShifted(lost, event.shiftMillis()), event),
            event.shiftMillis());
    return shifted
        .with(waits ? RunStatus.HELD : RunStatus.INTERRUPTED)
        .with(edited(state.memory(), event))
        .with(origin(state.requireOrigin(), event))
        .debugged(null);
  }

  private static boolean isAway(Call call) {
    return call.phase() instanceof Call.Phase.Away;
  }

  // Child runs are those of the run that was copied; this one starts its own.
  private static RunState withChildrenAnew(RunState state) {
    RunState anew = state;
    for (Call call : state.calls().values()) {
      if (isAway(call)) {
        anew = anew.with(call.in(new Call.Phase.Approved()));
      }
    }
    return anew;
  }

  private static Origin origin(Origin before, RunEvent.RunForked event) {
    return before.forked(
        Canonical.of(event.input()), event.tools(), event.models(), event.shiftMillis());
  }

  private static Memory edited(Memory memory, RunEvent.RunForked event) {
    Memory edited = memory;
    for (Map.Entry<String, JsonNode> edit : event.state().entrySet()) {
      String key = edit.getKey();
      edited =
          edited
              .with(edited.state().with(key, Canonical.of(edit.getValue())))
              .writing(key, edited.versionOf(key) + 1);
    }
    return edited;
  }

  private static RunState withQuestionsShifted(RunState state, long millis) {
    RunState shifted = state;
    for (Question question : state.questions().values()) {
      QuestionAsked asked = question.asked();
      Instant expiresAt = asked.expiresAt();
      if (expiresAt != null) {
        var later = new Question(asked.expiringAt(expiresAt.plusMillis(millis)));
        shifted = shifted.withQuestions(shifted.questions().with(question.id(), later));
      }
    }
    return shifted;
  }

  private static RunState withCallsShifted(RunState state, RunEvent.RunForked event) {
    RunState shifted = state;
    for (Call call : state.calls().values()) {
      if (call.phase() instanceof Call.Phase.Backoff(var dueAt)) {
        var later = new Call.Phase.Backoff(dueAt.plusMillis(event.shiftMillis()));
        shifted = shifted.with(call.in(later));
      }
    }
    return shifted;
  }

  private static RunState withWaitsShifted(RunState state, long millis) {
    RunState shifted = state;
    for (Step step : state.steps().values()) {
      if (step.work() instanceof Step.Work.Waiting(var dueAt, var awaited) && dueAt != null) {
        shifted = shifted.with(step.with(new Step.Work.Waiting(dueAt.plusMillis(millis), awaited)));
      }
      if (step.work() instanceof Step.Work.Going(var mapping)) {
        shifted = shifted.with(step.with(new Step.Work.Going(mapping.shifted(millis))));
      }
    }
    return shifted;
  }
}

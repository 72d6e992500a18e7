package fermata.engine.graph;

import fermata.definition.model.AgentDefinition;
import fermata.engine.run.Effect;
import fermata.engine.run.TimerId;
import fermata.engine.state.Call;
import fermata.engine.state.Flow;
import fermata.engine.state.Question;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The times that a state waits for.
 *
 * <p>Timers are a function of the state, so none is forgotten and none stays: an advance sets and
 * clears the difference.
 */
final class Timers {

  private Timers() {}

  static Map<TimerId, Instant> of(AgentDefinition definition, RunState state) {
    var timers = new LinkedHashMap<TimerId, Instant>();
    switch (state.status()) {
      case RUNNING, PAUSING -> {
        addWaiting(timers, definition, state);
        addCalls(timers, state);
        RunTime.addRunning(timers, definition, state);
        RunTime.addDeadline(timers, definition, state);
      }
      case HELD, PAUSED -> {
        addWaiting(timers, definition, state);
        RunTime.addDeadline(timers, definition, state);
      }
      case INTERRUPTED -> RunTime.addDeadline(timers, definition, state);
      case NEW, CANCELLING, FAILING, COMPLETED, FAILED, CANCELLED -> {}
    }
    return timers;
  }

  private static void addWaiting(
      Map<TimerId, Instant> timers, AgentDefinition definition, RunState state) {
    MapWork.addDeadlines(timers, definition, state);
    for (Question question : state.questions().values()) {
      Instant expiresAt = question.asked().expiresAt();
      if (expiresAt != null) {
        timers.put(TimerId.question(question.id()), expiresAt);
      }
    }
    Waits.steps(state)
        .forEach(
            step -> {
              if (step.work() instanceof Step.Work.Waiting(var dueAt, _) && dueAt != null) {
                timers.put(TimerId.wait(step.id()), dueAt);
              }
            });
    for (Call call : state.calls().values()) {
      if (call.phase() instanceof Call.Phase.Backoff(var dueAt)) {
        timers.put(TimerId.retry(call.id()), dueAt);
      }
      if (call.phase() instanceof Call.Phase.Away(_, var deadline, _) && deadline != null) {
        timers.put(TimerId.deadline(call.id()), deadline);
      }
    }
    for (Flow.Arrival arrival : state.flow().arrivals()) {
      if (arrival.dueAt() != null) {
        TimerId timer = TimerId.join(arrival.at(), arrival.token().frame());
        timers.merge(timer, arrival.dueAt(), (one, other) -> one.isBefore(other) ? one : other);
      }
    }
  }

  private static void addCalls(Map<TimerId, Instant> timers, RunState state) {
    for (Call call : state.calls().values()) {
      if (call.phase() instanceof Call.Phase.InFlight(_, var deadline)
          && !ToolQuestions.isAsking(state, call.id())) {
        timers.put(TimerId.deadline(call.id()), deadline);
      }
    }
  }

  static List<Effect> change(Map<TimerId, Instant> armed, Map<TimerId, Instant> wanted) {
    var effects = new ArrayList<Effect>();
    for (TimerId timer : armed.keySet()) {
      if (!wanted.containsKey(timer)) {
        effects.add(new Effect.ClearTimer(timer));
      }
    }
    wanted.forEach(
        (timer, at) -> {
          if (!at.equals(armed.get(timer))) {
            effects.add(new Effect.SetTimer(timer, at));
          }
        });
    return effects;
  }
}

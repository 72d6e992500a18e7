package fermata.engine.graph;

import fermata.definition.model.AgentDefinition;
import fermata.engine.run.Effect;
import fermata.engine.run.TimerId;
import fermata.engine.state.Call;
import fermata.engine.state.Question;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import fermata.engine.state.Spending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The times that a state waits for.
 *
 * <p>Timers are a function of the state, so none is forgotten and none stays: an advance sets and
 * clears the difference.
 */
final class Timers {

  private Timers() {}

  static Map<TimerId, Instant> of(AgentDefinition definition, RunState state) {
    var timers = waiting(state);
    if (state.status() == RunStatus.RUNNING) {
      for (Call call : state.calls().values()) {
        if (call.phase() instanceof Call.Phase.InFlight(_, var deadline)) {
          timers.put(TimerId.deadline(call.id()), deadline);
        }
      }
      addDuration(timers, definition.limits().duration(), state.spending());
    }
    return timers;
  }

  /** {@return the times that a run waits for that does nothing else} */
  static Map<TimerId, Instant> waiting(RunState state) {
    var timers = new LinkedHashMap<TimerId, Instant>();
    if (state.status() != RunStatus.RUNNING && state.status() != RunStatus.HELD) {
      return timers;
    }
    for (Question question : state.questions().values()) {
      Instant expiresAt = question.asked().expiresAt();
      if (expiresAt != null) {
        timers.put(TimerId.question(question.id()), expiresAt);
      }
    }
    for (Call call : state.calls().values()) {
      if (call.phase() instanceof Call.Phase.Backoff(var dueAt)) {
        timers.put(TimerId.retry(call.id()), dueAt);
      }
    }
    return timers;
  }

  private static void addDuration(
      Map<TimerId, Instant> timers, @Nullable Duration max, Spending spending) {
    Instant since = spending.runningSince();
    if (max == null || since == null) {
      return;
    }
    long until =
        spending.marked().has(Budget.DURATION)
            ? max.toMillis()
            : max.toMillis() * Budget.MARK_PERCENT / 100;
    timers.put(
        TimerId.duration(),
        since.plusMillis(Math.max(0, until - spending.usage().runningMillis())));
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

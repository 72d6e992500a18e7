package fermata.daemon.run;

import fermata.daemon.journal.EventMapping;
import fermata.daemon.journal.InputMapping;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.journal.ValueMapping;
import fermata.daemon.store.JournalLease;
import fermata.daemon.store.NewEvent;
import fermata.daemon.store.NewInput;
import fermata.daemon.store.StoreChange;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import fermata.wire.event.EventData;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one change of a session stores, put together.
 *
 * <p>Not thread-safe.
 */
final class RunCommit {

  private final JournalLease lease;
  private final long head;
  private final Instant at;
  private final EventEnvelope.@Nullable Cause cause;
  private final Map<String, String> nodes = new HashMap<>();
  private final List<NewInput> inputs = new ArrayList<>();
  private final List<NewEvent> events = new ArrayList<>();
  private final List<SessionProjection.Placed> facts = new ArrayList<>();
  private @Nullable Usage usageAtHold;

  /**
   * @param head the number of the last event that is stored
   */
  RunCommit(JournalLease lease, long head, Instant at, @Nullable Actor actor) {
    this.lease = lease;
    this.head = head;
    this.at = at;
    this.cause = actor == null ? null : actor.toCause();
  }

  Instant at() {
    return at;
  }

  /** {@return the number of the last event when this is stored} */
  long newHead() {
    return head + events.size();
  }

  List<SessionProjection.Placed> facts() {
    return facts;
  }

  /** {@return what the run has used, where it waits now} */
  @Nullable Usage usageAtHold() {
    return usageAtHold;
  }

  void add(RunId run, RunInput input) {
    inputs.add(InputMapping.encode(run, input));
  }

  /** Adds a fact about the session itself. */
  void add(EventData fact) {
    add(fact, null);
  }

  /** Adds a fact about a run that the engine does not have. */
  void add(RunId run, EventData fact) {
    add(fact, run.value());
  }

  /**
   * Adds what happened to a run.
   *
   * @param before the state that the events start from, and {@code after} the one that they lead to
   */
  void add(LiveRun run, RunState before, List<RunEvent> happened, RunState after) {
    learnNodes(before);
    learnNodes(after);
    for (RunEvent event : happened) {
      if (event instanceof RunEvent.StepStarted started) {
        nodes.put(started.step().value(), started.node().value());
      }
    }
    for (RunEvent event : happened) {
      add(EventMapping.toWire(event, run.pinned().sha256()), run.id().value());
    }
    if (after.status() == RunStatus.HELD) {
      usageAtHold = ValueMapping.toWire(after.spending().usage());
    }
  }

  private void learnNodes(RunState state) {
    state.steps().values().forEach(step -> nodes.put(step.id().value(), step.node().value()));
  }

  private void add(EventData fact, @Nullable String run) {
    NewEvent event = JournalRecords.encode(fact, run, nodes, cause);
    events.add(event);
    facts.add(new SessionProjection.Placed(fact, newHead(), at, nodeOf(fact)));
  }

  private @Nullable String nodeOf(EventData fact) {
    return fact instanceof fermata.wire.event.QuestionFact.Asked asked
        ? nodes.get(asked.step())
        : null;
  }

  StoreChange toAppend() {
    return new StoreChange.Append(lease, head, at, inputs, events);
  }
}

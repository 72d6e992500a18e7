package fermata.daemon.run;

import fermata.daemon.journal.EventMapping;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.journal.StepPlace;
import fermata.daemon.journal.ValueMapping;
import fermata.daemon.store.JournalLease;
import fermata.daemon.store.NewEvent;
import fermata.daemon.store.NewInput;
import fermata.daemon.store.StoreChange;
import fermata.definition.model.NodeId;
import fermata.engine.run.ElementId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunId;
import fermata.engine.run.StepId;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import fermata.engine.state.Step;
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
  private final Map<String, StepPlace> places = new HashMap<>();
  private final List<NewInput> inputs = new ArrayList<>();
  private final List<NewEvent> events = new ArrayList<>();
  private final List<SessionProjection.Placed> facts = new ArrayList<>();
  private @Nullable Usage usageAtHold;

  /**
   * @param head the number of the last event that is stored
   */
  RunCommit(JournalLease lease, long head, Instant at, @Nullable Actor actor) {
    this(lease, head, at, actor == null ? null : actor.toCause());
  }

  private RunCommit(
      JournalLease lease, long head, Instant at, EventEnvelope.@Nullable Cause cause) {
    this.lease = lease;
    this.head = head;
    this.at = at;
    this.cause = cause;
  }

  /** {@return one for what happens to a run, whose trace its events belong to} */
  static RunCommit of(OpenSession here, LiveRun run, Instant at, @Nullable Actor actor) {
    return new RunCommit(here.lease(), here.head(), at, cause(actor, run.trace()));
  }

  private static EventEnvelope.@Nullable Cause cause(
      @Nullable Actor actor, @Nullable String trace) {
    if (actor != null) {
      return actor.toCause(trace);
    }
    return trace == null ? null : new EventEnvelope.Cause(null, null, null, null, trace);
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

  void add(NewInput input) {
    inputs.add(input);
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
   * @param beside facts that are not the engine's, which come before its events
   */
  void add(
      LiveRun run,
      RunState before,
      List<EventData> beside,
      List<RunEvent> happened,
      RunState after) {
    learnPlaces(before);
    learnPlaces(after);
    for (RunEvent event : happened) {
      if (event instanceof RunEvent.StepStarted started) {
        learnPlace(started);
      }
    }
    beside.forEach(fact -> add(fact, run.id().value()));
    for (RunEvent event : happened) {
      add(EventMapping.toWire(event, run.pinned().sha256()), run.id().value());
    }
    if (after.status() == RunStatus.HELD) {
      usageAtHold = ValueMapping.toWire(after.spending().usage());
    }
  }

  // Steps are numbered as they start, so a map comes before what is in its body.
  private void learnPlaces(RunState state) {
    for (Step step : state.steps().values()) {
      List<StepId> maps = step.mapsAround();
      learnPlace(step.id(), step.node(), maps.isEmpty() ? null : maps.getLast());
    }
  }

  private void learnPlace(RunEvent.StepStarted started) {
    ElementId element = started.element();
    learnPlace(started.step(), started.node(), element == null ? null : element.map());
  }

  private void learnPlace(StepId step, NodeId node, @Nullable StepId map) {
    StepPlace around = map == null ? null : places.get(map.value());
    places.computeIfAbsent(
        step.value(),
        _ -> around == null ? StepPlace.of(node.value()) : around.inside(node.value()));
  }

  private void add(EventData fact, @Nullable String run) {
    NewEvent event = JournalRecords.encode(fact, run, places, cause);
    events.add(event);
    facts.add(new SessionProjection.Placed(fact, newHead(), at, nodeOf(fact), run));
  }

  private @Nullable String nodeOf(EventData fact) {
    StepPlace place =
        fact instanceof fermata.wire.event.QuestionFact.Asked asked
            ? places.get(asked.step())
            : null;
    return place == null ? null : place.node();
  }

  StoreChange toAppend() {
    return new StoreChange.Append(lease, head, at, inputs, events);
  }
}

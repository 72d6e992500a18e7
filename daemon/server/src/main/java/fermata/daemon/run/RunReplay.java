package fermata.daemon.run;

import fermata.daemon.journal.JournalRecords;
import fermata.daemon.snapshot.Snapshot;
import fermata.daemon.snapshot.StateForm;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoredEvent;
import fermata.definition.model.AgentDefinition;
import fermata.engine.state.Memory;
import fermata.engine.state.RunState;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.SessionFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run as its journal tells it: its events in order, folded up to one of them.
 *
 * <p>Each event is folded with the definition that was in force when it happened. Reads only. Not
 * thread-safe.
 */
final class RunReplay {

  private static final EventsMax PAGE = new EventsMax(1_000, 4L << 20);

  /** Where a state is kept, most often few more events are wanted. */
  private static final EventsMax FIRST_PAGE = new EventsMax(64, 1L << 20);

  private final JournalId session;
  private final RunEnvironment environment;
  private LiveRun.@Nullable Pinned pinned;

  RunReplay(JournalId session, RunEnvironment environment) {
    this.session = session;
    this.environment = environment;
  }

  /**
   * A run after some of its events.
   *
   * @param pinned what was in force then
   * @param seq the number of the last event that counts
   * @param at the time of that event
   */
  record Replayed(LiveRun.Pinned pinned, RunState state, long seq, Instant at) {}

  /** {@return the trace that a run belongs to: that of its first event; null where it has none} */
  @Nullable String trace(RunCard card) {
    List<StoredEvent> first =
        environment.store().events(session, card.firstSeq() - 1, new EventsMax(1, 1));
    if (first.isEmpty()) {
      return null;
    }
    EventEnvelope.Cause cause = JournalRecords.decode(session, first.getFirst()).cause();
    return cause == null ? null : cause.trace();
  }

  /**
   * {@return the run after its events up to a number}
   *
   * @throws StorageException with {@code CORRUPT} if its journal cannot be read or folded
   */
  Replayed replay(RunCard card, long until) {
    return replay(card, until, (_, _) -> {});
  }

  /**
   * {@return the run after its events up to a number}
   *
   * @param each is told every event and the state after it
   * @throws StorageException with {@code CORRUPT} if its journal cannot be read or folded
   */
  Replayed replay(RunCard card, long until, BiConsumer<EventEnvelope, RunState> each) {
    RunFolding folding = folding();
    forEachEvent(
        card,
        until,
        event -> {
          folding.add(event);
          each.accept(event, folding.state());
        });
    return folding.result();
  }

  /**
   * A run after some of its events, from which it can be folded on.
   *
   * @param memory what it remembered; of a run that has ended, at its end
   */
  record Folded(LiveRun.Pinned pinned, RunState state, long seq, Instant at, Memory memory) {}

  /**
   * {@return the run after more of its events, up to a number}
   *
   * @param from an earlier state; its beginning where absent
   * @param visitor is told every event, and may have seen enough
   * @throws StorageException with {@code CORRUPT} if its journal cannot be read or folded
   */
  Folded foldOn(@Nullable Folded from, RunCard card, long until, RunTimeline.Visitor visitor) {
    RunFolding folding = folding();
    if (from != null) {
      folding.begin(from);
    }
    long after = from == null ? card.firstSeq() - 1 : from.seq();
    EventsMax size = from == null ? PAGE : FIRST_PAGE;
    while (after < until) {
      List<StoredEvent> page = environment.store().events(session, after, size);
      if (page.isEmpty()) {
        break;
      }
      for (StoredEvent stored : page) {
        if (stored.seq() > until) {
          return folding.folded();
        }
        EventEnvelope event = JournalRecords.decode(session, stored);
        if (isOf(card, event) && !(event.fact() instanceof SessionFact.RunQueued)) {
          RunState before = folding.state();
          folding.add(event);
          if (!visitor.visit(event, before, folding.folded())) {
            return folding.folded();
          }
        }
      }
      after = page.getLast().seq();
      size = PAGE;
    }
    return folding.folded();
  }

  /**
   * {@return the latest state of a run that is kept after one of its events}
   *
   * @param after the number of the last event that is too early
   * @param until the number of the last one that is not too late
   */
  Optional<Folded> kept(RunCard card, long after, long until) {
    RunSnapshots.Place place = RunSnapshots.Place.of(session, card);
    return environment.snapshots().latest(place, after, until).map(this::folded);
  }

  private Folded folded(Snapshot snapshot) {
    LiveRun.Pinned inForce = pinned;
    if (inForce == null || !inForce.sha256().equals(snapshot.pin())) {
      inForce = folding().pinnedOf(snapshot.pin());
      pinned = inForce;
    }
    Snapshot.Mark after = snapshot.after();
    StateForm.Known known = snapshot.known();
    return new Folded(inForce, known.state(), after.seq(), after.at(), known.memory());
  }

  /** Gives the events of a run up to a number, in order. */
  void forEachEvent(RunCard card, long until, Consumer<EventEnvelope> consumer) {
    long after = card.firstSeq() - 1;
    for (var page = page(after); !page.isEmpty() && after < until; page = page(after)) {
      page.stream()
          .filter(event -> event.seq() <= until)
          .map(event -> JournalRecords.decode(session, event))
          .filter(event -> isOf(card, event))
          // While it waited for a place there was nothing to fold.
          .filter(event -> !(event.fact() instanceof SessionFact.RunQueued))
          .forEach(consumer);
      after = page.getLast().seq();
    }
  }

  private List<StoredEvent> page(long after) {
    return environment.store().events(session, after, PAGE);
  }

  private RunFolding folding() {
    return new RunFolding(session, environment, environment.store()::findSource);
  }

  private static boolean isOf(RunCard card, EventEnvelope event) {
    return RunFolding.isOf(card.run(), event);
  }

  /**
   * {@return a pin with its definition}
   *
   * @throws StorageException with {@code CORRUPT} if this build does not take the definition
   */
  static LiveRun.Pinned pinned(RunEnvironment environment, String sha256, AgentPin pin) {
    SourcedAgent agent = environment.agents().asked(environment.agents().load(pin.texts()));
    AgentDefinition definition = agent.definition();
    if (definition == null) {
      throw new StorageException(
          StorageException.Kind.CORRUPT, "a kept definition cannot be used: " + sha256);
    }
    return new LiveRun.Pinned(
        sha256, pin, ModelChoice.apply(definition, pin.options().models()), agent.knownTools());
  }
}

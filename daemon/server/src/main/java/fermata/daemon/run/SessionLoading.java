package fermata.daemon.run;

import fermata.daemon.journal.FactMapping;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalLease;
import fermata.daemon.store.QuestionRow;
import fermata.daemon.store.RunRow;
import fermata.daemon.store.SessionDetails;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoredEvent;
import fermata.definition.model.AgentDefinition;
import fermata.engine.fold.Fold;
import fermata.engine.run.RunId;
import fermata.engine.state.RunState;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import fermata.wire.json.BindingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings a session from the store into memory: reads its journal and folds it. */
final class SessionLoading {

  private static final EventsMax PAGE = new EventsMax(1_000, 4L << 20);

  private final JournalId session;
  private final RunEnvironment environment;
  private final Function<LoadedRun, RunCalls> calls;

  /** A run and what it is made of. */
  record LoadedRun(RunId run, LiveRun.Pinned pinned) {}

  /**
   * @param calls makes the place for the calls of a run
   */
  SessionLoading(
      JournalId session, RunEnvironment environment, Function<LoadedRun, RunCalls> calls) {
    this.session = session;
    this.environment = environment;
    this.calls = calls;
  }

  /**
   * {@return the session, with the run that has not ended}
   *
   * @throws RefusedException with {@code NotFound} if there is none
   * @throws StorageException with {@code CORRUPT} if its journal cannot be read
   */
  OpenSession load(JournalLease lease) {
    SessionDetails details =
        environment
            .store()
            .findDetails(session, 1)
            .orElseThrow(() -> RefusedException.notFound("session", session.value()));
    RunRow row = details.session().run();
    RunCard card = row == null ? null : RunCard.parse(row);
    var questions =
        details.questions().stream().map(QuestionRow::question).collect(Collectors.toSet());
    return new OpenSession(
        lease,
        details.session().head().seq(),
        new SessionProjection(SessionCard.parse(details.session().row()), card, questions),
        card == null || card.hasEnded() || card.isQueued() ? null : loadRun(card));
  }

  /** Each event is folded with the definition that was in force when it happened. */
  private LiveRun loadRun(RunCard card) {
    LiveRun.@Nullable Pinned pinned = null;
    RunState state = Fold.initial();
    for (EventEnvelope event : eventsOf(card)) {
      String named = pinOf(event);
      if (named != null) {
        pinned = pinnedOf(named);
      }
      if (pinned == null) {
        throw damaged("no definition is named in its journal");
      }
      state = fold(pinned.definition(), state, event);
    }
    if (pinned == null) {
      throw damaged("the events of its run are missing");
    }
    var run = new RunId(card.run());
    return new LiveRun(run, pinned, calls.apply(new LoadedRun(run, pinned)), state);
  }

  private List<EventEnvelope> eventsOf(RunCard card) {
    var events = new ArrayList<EventEnvelope>();
    long after = card.firstSeq() - 1;
    for (var page = page(after); !page.isEmpty(); page = page(after)) {
      page.stream()
          .map(event -> JournalRecords.decode(session, event))
          .filter(event -> isOf(card, event))
          // While it waited for a place there was nothing to fold.
          .filter(event -> !(event.fact() instanceof SessionFact.RunQueued))
          .forEach(events::add);
      after = page.getLast().seq();
    }
    return events;
  }

  private List<StoredEvent> page(long after) {
    return environment.store().events(session, after, PAGE);
  }

  private static boolean isOf(RunCard card, EventEnvelope event) {
    return card.run().equals(event.run())
        || (event.fact() instanceof SessionFact.DefinitionAccepted accepted
            && accepted.run().equals(card.run()));
  }

  private LiveRun.Pinned pinnedOf(String sha256) {
    String json =
        environment
            .store()
            .findSource(sha256)
            .orElseThrow(() -> damaged("its definition is missing"));
    return pinned(environment, sha256, AgentPin.parse(json));
  }

  private static @Nullable String pinOf(EventEnvelope event) {
    return switch (event.fact()) {
      case RunFact.Started started -> started.pin();
      case SessionFact.DefinitionAccepted accepted -> accepted.pin();
      default -> null;
    };
  }

  /**
   * {@return a pin with its definition}
   *
   * @throws StorageException with {@code CORRUPT} if this build does not take the definition
   */
  static LiveRun.Pinned pinned(RunEnvironment environment, String sha256, AgentPin pin) {
    SourcedAgent agent = environment.agents().load(pin.texts());
    AgentDefinition definition = agent.loaded().definition();
    if (definition == null) {
      throw new StorageException(
          StorageException.Kind.CORRUPT, "a kept definition cannot be used: " + sha256);
    }
    return new LiveRun.Pinned(
        sha256, pin, ModelChoice.apply(definition, pin.options().models()), agent.tools());
  }

  private RunState fold(AgentDefinition definition, RunState state, EventEnvelope event) {
    try {
      return FactMapping.toEvent(event.fact())
          .map(happened -> Fold.apply(definition, state, happened, event.at()))
          .orElse(state);
    } catch (BindingException | IllegalArgumentException | IllegalStateException damage) {
      throw JournalRecords.unreadable(session, event.seq(), damage);
    }
  }

  private StorageException damaged(String what) {
    return new StorageException(
        StorageException.Kind.CORRUPT, "session " + session.value() + ": " + what);
  }
}

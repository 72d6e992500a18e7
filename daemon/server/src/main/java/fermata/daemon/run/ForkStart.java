package fermata.daemon.run;

import fermata.daemon.journal.JournalRecords;
import fermata.daemon.journal.StepPlace;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.snapshot.StateForm;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalLease;
import fermata.daemon.store.NewEvent;
import fermata.daemon.store.PlaceRow;
import fermata.daemon.store.RunRow;
import fermata.daemon.store.SessionRow;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.StoredEvent;
import fermata.engine.run.RunInput;
import fermata.wire.event.EventData;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fork that is about to begin: a copy of another run's events, in a new session or in that of the
 * other run, and what is stored with it.
 *
 * <p>A copy and not a reference, so that a journal folds alone and either session can go without
 * the other.
 */
final class ForkStart {

  private static final EventsMax PAGE = new EventsMax(1_000, 4L << 20);

  private final RunMessage.Fork fork;
  private final JournalId session;
  private final RunEnvironment environment;
  private final ForkNames names;
  private final List<StoreChange> changes = new ArrayList<>();
  private final List<SessionProjection.Placed> placed = new ArrayList<>();
  private final Map<String, StepPlace> places = new HashMap<>();
  private final @Nullable OpenSession into;
  private final JournalLease lease;
  private final long firstHead;
  private long head;
  private @Nullable Instant copiedAt;
  private @Nullable String trace;
  private List<NewEvent> copied = new ArrayList<>();

  private ForkStart(
      RunMessage.Fork fork,
      JournalId session,
      RunEnvironment environment,
      @Nullable OpenSession into) {
    this.fork = fork;
    this.session = session;
    this.environment = environment;
    this.into = into;
    this.lease = into == null ? environment.store().leaseOfNew(session) : into.lease();
    this.firstHead = into == null ? 0 : into.head();
    this.head = firstHead;
    this.names =
        new ForkNames(
            fork.fork().point().run().value(), session.value(), fork.fork().run().value());
  }

  /** A session in memory that nobody knows of yet, its run, and the work that makes it so. */
  record Started(OpenSession here, LiveRun run, RunDriver.Work work) {}

  /**
   * {@return what a fork comes to}
   *
   * @param into the session of the other run, where the new one goes on in that
   * @throws RefusedException with {@code NotFound} if the other run is gone
   */
  static Started of(
      RunMessage.Fork fork,
      JournalId session,
      RunEnvironment environment,
      Function<SessionLoading.LoadedRun, RunCalls> calls,
      @Nullable OpenSession into) {
    return new ForkStart(fork, session, environment, into).start(calls);
  }

  private Started start(Function<SessionLoading.LoadedRun, RunCalls> calls) {
    var parent = new JournalId(fork.fork().point().session().value());
    RunRow row = parentRow(parent);
    RunCard card = RunCard.parse(row);
    SessionFact.Created created = into == null ? created(parent, card) : null;
    if (created != null) {
      changes.add(new StoreChange.CreateJournal(session, environment.now()));
    }
    EntryRoom room = fork.fork().room();
    if (room != null) {
      var place = new PlaceRow(fork.fork().run().value(), room.entry(), session, environment.now());
      changes.add(new StoreChange.TakePlace(place, room.max()));
    }
    copyEvents(parent, card, created);
    return started(calls, created, folded(parent, card));
  }

  private RunReplay.Folded folded(JournalId parent, RunCard card) {
    var replay = new RunReplay(parent, environment);
    long until = fork.fork().point().seq();
    RunReplay.Folded kept = replay.kept(card, 0, until).orElse(null);
    RunReplay.Folded folded = replay.foldOn(kept, card, until, (_, _, _) -> true);
    var known = new StateForm.Known(folded.state(), folded.memory());
    StateForm.Known renamed = environment.snapshots().form().renamed(known, names.ofState());
    return new RunReplay.Folded(
        folded.pinned(), renamed.state(), folded.seq(), folded.at(), renamed.memory());
  }

  private void copyEvents(JournalId parent, RunCard card, SessionFact.@Nullable Created created) {
    long until = fork.fork().point().seq();
    for (long after = card.firstSeq() - 1; after < until; ) {
      List<StoredEvent> page = environment.store().events(parent, after, PAGE);
      if (page.isEmpty()) {
        break;
      }
      for (StoredEvent stored : page) {
        if (stored.seq() <= until) {
          copy(parent, card, created, stored);
        }
      }
      after = page.getLast().seq();
    }
    flush();
  }

  private void copy(
      JournalId parent, RunCard card, SessionFact.@Nullable Created created, StoredEvent stored) {
    String body = stored.body();
    String own = JournalRecords.beginningOf(card.run());
    if (ForkNames.leaves(stored.type()) && body.startsWith(own)) {
      String renamed = JournalRecords.beginningOf(names.run()) + body.substring(own.length());
      add(new NewEvent(stored.type(), stored.version(), renamed), stored.at());
      return;
    }
    EventEnvelope event = JournalRecords.decode(parent, stored);
    // While it waited for a place there was nothing to fold.
    if (RunFolding.isOf(card.run(), event) && !(event.fact() instanceof SessionFact.RunQueued)) {
      if (created != null && head == firstHead) {
        copy(created, EventEnvelope.of(1, event.at(), created));
      }
      copy(names.rename(event.fact()), event);
    }
  }

  private RunRow parentRow(JournalId parent) {
    String run = fork.fork().point().run().value();
    return environment
        .store()
        .findRun(run)
        .filter(found -> found.session().equals(parent))
        .orElseThrow(() -> RefusedException.notFound("run", run));
  }

  private SessionFact.Created created(JournalId parent, RunCard card) {
    SessionRow row =
        environment
            .store()
            .findSession(parent)
            .orElseThrow(() -> RefusedException.notFound("session", parent.value()))
            .row();
    SessionCard of = SessionCard.parse(row);
    return new SessionFact.Created(
        session.value(),
        card.summary().agent(),
        of.uri().isEmpty() ? null : of.uri(),
        card.summary().digest(),
        Optional.ofNullable(fork.fork().title()).orElse(of.title()));
  }

  private void copy(EventData fact, EventEnvelope original) {
    String run = original.run() == null ? null : names.run();
    String step = original.step();
    String node = original.node();
    if (step != null && node != null) {
      places.put(step, StepPlace.of(node, original.path()));
    }
    add(JournalRecords.encode(fact, run, places, cause(fact, original)), original.at());
    placed.add(new SessionProjection.Placed(fact, head, original.at(), node, run));
  }

  /** A run belongs to the trace of its first event, and a copy that is traced to its own. */
  private EventEnvelope.@Nullable Cause cause(EventData fact, EventEnvelope original) {
    EventEnvelope.Cause cause = original.cause();
    if (!(fact instanceof RunFact.Started)) {
      return cause;
    }
    String own = fork.actor().trace();
    if (own != null) {
      cause =
          cause == null
              ? new EventEnvelope.Cause(null, null, null, null, own)
              : cause.withTrace(own);
    }
    trace = cause == null ? null : cause.trace();
    return cause;
  }

  private void add(NewEvent event, Instant at) {
    if (copiedAt != null && !copiedAt.equals(at)) {
      flush();
    }
    copiedAt = at;
    copied.add(event);
    head++;
  }

  private void flush() {
    Instant at = copiedAt;
    if (at != null && !copied.isEmpty()) {
      changes.add(
          new StoreChange.Append(lease, head - copied.size(), at, List.of(), List.copyOf(copied)));
      copied = new ArrayList<>();
    }
  }

  private Started started(
      Function<SessionLoading.LoadedRun, RunCalls> calls,
      SessionFact.@Nullable Created created,
      RunReplay.Folded replayed) {
    LiveRun.Pinned before = replayed.pinned();
    LiveRun.Pinned pinned = pinned(before);
    SessionProjection.Change projected = shown(created).after(placed, null);
    changes.addAll(projected.changes());
    changes.add(new StoreChange.PutSource(pinned.sha256(), pinned.pin().toJson()));
    var of = new SessionLoading.LoadedRun(fork.fork().run(), pinned, trace);
    var run = new LiveRun(of, calls.apply(of), replayed.state(), SnapshotPace.after(0));
    var here = new OpenSession(lease, head, projected.next(), run);
    return new Started(here, run, work(before, pinned, replayed));
  }

  private SessionProjection shown(SessionFact.@Nullable Created created) {
    return created == null
        ? Objects.requireNonNull(Objects.requireNonNull(into).projection())
        : SessionProjection.begin(created);
  }

  private LiveRun.Pinned pinned(LiveRun.Pinned before) {
    RunFork wanted = fork.fork();
    RunOptions options = Objects.requireNonNullElse(wanted.options(), before.pin().options());
    return LiveRun.Pinned.of(wanted.agent(), options);
  }

  private RunDriver.Work work(
      LiveRun.Pinned before, LiveRun.Pinned pinned, RunReplay.Folded replayed) {
    RunFork wanted = fork.fork();
    var facts = new ArrayList<EventData>();
    if (!pinned.sha256().equals(before.sha256())) {
      facts.add(
          new SessionFact.DefinitionAccepted(
              wanted.run().value(),
              pinned.definition().digest(),
              before.definition().digest(),
              pinned.sha256()));
    }
    Duration shift = Duration.between(replayed.at(), environment.now());
    var forked =
        new RunInput.Forked(
            wanted.point(),
            wanted.input() == null ? replayed.state().requireOrigin().input() : wanted.input(),
            wanted.state(),
            RunTraits.tools(pinned),
            RunTraits.models(pinned, environment.models()),
            shift.isNegative() ? Duration.ZERO : shift,
            wanted.debuggers());
    return new RunDriver.Work(List.of(forked), fork.actor(), fork.key(), changes, facts);
  }
}

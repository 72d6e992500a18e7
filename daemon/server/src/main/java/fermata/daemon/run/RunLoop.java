package fermata.daemon.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import fermata.daemon.journal.InputMapping;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.platform.Mailbox;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalHead;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore.Acquired;
import fermata.daemon.store.ParkedInput;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.TimerRow;
import fermata.daemon.store.WaitingRow;
import fermata.definition.model.Overflow;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.run.TimerId;
import fermata.wire.event.EventData;
import fermata.wire.event.SessionFact;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the runs of one session, one message after another.
 *
 * <p>What cannot be stored has not happened: a client is refused, and what the daemon itself has to
 * say is kept and tried again. There is no thread and no loop for a session that waits.
 *
 * <p>Confined to one thread at a time: its mailbox's.
 */
final class RunLoop {

  private static final Logger LOG = LoggerFactory.getLogger(RunLoop.class);

  private static final EventsMax REBUILD_PAGE = new EventsMax(1_000, 4L << 20);

  private static final Duration BACKOFF_MIN = Duration.ofMillis(100);
  private static final Duration BACKOFF_MAX = Duration.ofSeconds(10);

  private final JournalId session;
  private final RunEnvironment environment;
  private final Outside outside;
  private final RestingSessions resting;
  private final RunDriver driver;
  private final RunQueue queue;
  private final ChildRuns children;
  private final Queue<RunMessage> unstored = new ArrayDeque<>();
  private volatile @Nullable OpenSession open;
  private Mailbox.@Nullable Errand errand;
  private Duration backoff = BACKOFF_MIN;
  private boolean isRetryComing;
  private boolean isCheckpointed;

  /** Where messages for this loop are left. No method blocks. */
  interface Outside extends RunDriver.Outside {

    void tell(RunMessage message);

    /** As {@link #tell}, as the last thing that the calling thread does on its errand. */
    void tellLast(RunMessage message);

    void tellAfter(Duration wait, RunMessage message);

    /** A child run is to begin. */
    void startChild(ChildStart start);
  }

  RunLoop(JournalId session, RunEnvironment environment, Outside outside, RestingSessions resting) {
    this.session = session;
    this.environment = environment;
    this.outside = outside;
    this.resting = resting;
    this.driver = new RunDriver(session, environment, outside, this::begin);
    this.children = new ChildRuns(session, environment, driver, outside::startChild);
    this.queue = new RunQueue(driver, environment);
  }

  /** Deals with one message. Never throws: what goes wrong is told to who asked, or logged. */
  void accept(RunMessage message) {
    switch (message) {
      case RunMessage.Asked asked -> answer(asked);
      case RunMessage.Retry _ -> {
        isRetryComing = false;
        storeUnstored();
      }
      case RunMessage.Checkpoint _ -> isCheckpointed = true;
      case RunMessage.Tell _,
          RunMessage.GoOn _,
          RunMessage.ChildNotStarted _,
          RunMessage.Warn _,
          RunMessage.Recover _,
          RunMessage.Admit _ -> {
        unstored.add(message);
        storeUnstored();
      }
    }
  }

  /** {@return the call that began last, which the thread may make that dealt with the message} */
  Mailbox.@Nullable Errand takeErrand() {
    Mailbox.Errand taken = errand;
    errand = null;
    return taken;
  }

  /** Each call but the last has a thread of its own. */
  private void begin(Mailbox.Errand call) {
    Mailbox.Errand before = errand;
    if (before != null) {
      before.start();
    }
    errand = call;
  }

  /** Whether nothing of the session has to be in memory. */
  boolean isStill() {
    LiveRun live = live();
    return unstored.isEmpty() && (live == null || live.isStill());
  }

  private @Nullable LiveRun live() {
    OpenSession here = open;
    return here == null ? null : here.live();
  }

  /** Ends the calls under way without an outcome: the daemon is ending. */
  void cut() {
    LiveRun live = live();
    if (live != null) {
      live.calls().cut();
    }
  }

  /** Whether every call that was started has come back. */
  boolean hasReported() {
    LiveRun live = live();
    return live == null || live.calls().hasReported();
  }

  /** Leaves the session, which is still, to whoever gets the next message for it. */
  void rest() {
    close();
    OpenSession here = open;
    if (here != null) {
      resting.put(session, here);
    }
  }

  /** Releases what is held outside of memory. */
  void close() {
    LiveRun live = live();
    if (live != null) {
      live.calls().close();
    }
  }

  private void answer(RunMessage.Asked asked) {
    try {
      storeUnstored();
      refuseIfUnstored();
      asked.reply().complete(isCheckpointed ? note(asked) : perform(asked));
    } catch (RefusedException refusal) {
      asked.reply().completeExceptionally(refusal);
    } catch (StorageException failure) {
      forgetIfStale(failure);
      asked.reply().completeExceptionally(RefusedException.of(failure));
    } catch (RunBug bug) {
      failRun(bug);
      asked.reply().completeExceptionally(bug);
    } catch (RuntimeException bug) {
      asked.reply().completeExceptionally(bug);
    }
  }

  /** Events are stored in the order in which things happened, so nothing overtakes what waits. */
  private void refuseIfUnstored() {
    if (!unstored.isEmpty()) {
      throw RefusedException.of(
          DaemonErrorCode.STORAGE_ERROR,
          "session " + session.value() + ": the store takes nothing at the moment");
    }
  }

  /**
   * Answers and cancels are taken also when the daemon ends: the next one acts on them.
   *
   * @throws RefusedException with {@code Draining} for all else
   */
  private Admission note(RunMessage.Asked asked) {
    if (asked instanceof RunMessage.Change change) {
      OpenSession here = open == null ? loadStill() : open;
      LiveRun live = here == null ? null : here.live();
      if (here != null
          && live != null
          && (change.run() == null || change.run().equals(live.id()))) {
        RunDecision decision = change.change().decide(live.toSight());
        if (decision.accepted() == null && decision.inputs().stream().allMatch(RunLoop::isLast)) {
          return driver.note(here, live, workOf(change, decision, List.of(), List.of()));
        }
      }
    }
    throw RefusedException.of(DaemonErrorCode.DRAINING, "the daemon is ending");
  }

  private static boolean isLast(RunInput input) {
    return input instanceof RunInput.AnswerGiven || input instanceof RunInput.CancelRequested;
  }

  /** {@return a session that waits; absent where it does not, for it would have to be recovered} */
  private @Nullable OpenSession loadStill() {
    if (environment.store().findHead(session).isEmpty()) {
      return null;
    }
    Acquired acquired = environment.store().acquire(session, environment.isAlive());
    OpenSession loaded =
        new SessionLoading(session, environment, this::callsOf).load(acquired.lease());
    LiveRun live = loaded.live();
    if (live == null || !live.isStill()) {
      if (live != null) {
        live.calls().close();
      }
      return null;
    }
    open = loaded;
    return loaded;
  }

  private Admission perform(RunMessage.Asked asked) {
    return switch (asked) {
      case RunMessage.Begin begin -> begin(begin);
      case RunMessage.Fork fork -> fork(fork);
      case RunMessage.Change change -> change(change);
      case RunMessage.Rebuild _ -> rebuild();
      case RunMessage.Create create -> create(create);
      case RunMessage.Amend amend -> amend(amend);
      case RunMessage.Delete delete -> delete(delete);
    };
  }

  private Admission begin(RunMessage.Begin begin) {
    OpenSession here = begin.isNewSession() ? fresh() : load();
    refuseIfExists(begin.beginning().run());
    RunTerms terms = begin.beginning().terms();
    if (isBusy(here)) {
      switch (terms.onBusy()) {
        case REJECT -> refuseIfBusy(here);
        case QUEUE -> {
          return waitFor(here, begin);
        }
        case STEER -> {
          return steer(here, begin);
        }
        case REPLACE -> replace(here, begin.actor());
      }
    }
    // One that was replaced may still have calls under way.
    if (terms.isTooEarly(environment.now()) || isBusy(here)) {
      return waitFor(here, begin);
    }
    RunStart start = RunStart.of(RunStart.Asking.of(begin), session, environment, this::callsOf);
    try {
      return start(here, start);
    } catch (StorageException full) {
      EntryRoom room = begin.beginning().room().orElse(null);
      if (room == null
          || full.kind() != StorageException.Kind.NO_ROOM
          || room.overflow() == Overflow.REJECT) {
        throw full;
      }
      Admission queued = queue.enqueue(here, begin, room, start);
      outside.left(room.entry());
      return queued;
    }
  }

  private Admission start(OpenSession here, RunStart start) {
    here.begin(start.run());
    open = here;
    try {
      return driver.drive(here, start.run(), start.work());
    } catch (RuntimeException notBegun) {
      start.run().calls().close();
      here.end();
      open = null;
      throw notBegun;
    }
  }

  /** A run that waits for its time leaves the session to others until then. */
  private boolean isBusy(OpenSession here) {
    return here.live() != null || !queue.ready(here).isEmpty();
  }

  private Admission waitFor(OpenSession here, RunMessage.Begin begin) {
    RunStart start = RunStart.of(RunStart.Asking.of(begin), session, environment, this::callsOf);
    start.run().calls().close();
    Admission queued = queue.enqueue(here, begin, EntryRoom.ofSession(session), start);
    open = here;
    return queued;
  }

  /** Tells the run that is there what the new one would have begun with. */
  private Admission steer(OpenSession here, RunMessage.Begin begin) {
    LiveRun live = here.live();
    RunChange steering = begin.beginning().terms().steering();
    RunDecision decision =
        Objects.requireNonNull(steering).decide(live == null ? null : live.toSight());
    var work =
        new RunDriver.Work(decision.inputs(), begin.actor(), begin.key(), List.of(), List.of());
    return driver.drive(here, Objects.requireNonNull(live), work);
  }

  /** Cancels what is there and what waits to begin. */
  private void replace(OpenSession here, Actor actor) {
    var cancel =
        new RunInput.CancelRequested("replaced by a newer run of its session", actor.principal());
    for (WaitingRow row : queue.ready(here)) {
      queue.cancel(here, new RunId(row.run()), cancel);
    }
    LiveRun live = here.live();
    if (live != null) {
      driver.drive(here, live, RunDriver.Work.of(List.of(cancel)));
    }
  }

  /**
   * Starts a run that waits, if it still does, its session is free and there is a place.
   *
   * @param run for which there may be; of those that wait for the session, the first is started
   */
  private void admit(RunId run) {
    OpenSession here = load();
    if (here.live() != null) {
      // It is asked again when that has ended.
      return;
    }
    queue.ready(here).stream()
        .filter(row -> row.entry().isOfSession() || row.run().equals(run.value()))
        .findFirst()
        .flatMap(row -> queue.asking(here, new RunId(row.run())))
        .ifPresent(asking -> admit(here, asking));
  }

  private void admit(OpenSession here, RunStart.Asking asking) {
    try {
      start(here, RunStart.of(asking, session, environment, this::callsOf));
      environment.events().wake();
    } catch (StorageException full) {
      EntryRoom room = asking.beginning().room().orElse(null);
      if (full.kind() != StorageException.Kind.NO_ROOM || room == null) {
        throw full;
      }
      if (asking.waitedSince() == null) {
        queue.moveOn(here, asking, room);
      }
      outside.left(room.entry());
    }
  }

  private Admission fork(RunMessage.Fork fork) {
    refuseIfExists(fork.fork().run());
    boolean isInPlace = fork.fork().point().session().value().equals(session.value());
    OpenSession before = isInPlace ? left(fork) : null;
    ForkStart.Started start = ForkStart.of(fork, session, environment, this::callsOf, before);
    open = start.here();
    try {
      return driver.drive(start.here(), start.run(), start.work());
    } catch (RuntimeException notBegun) {
      start.run().calls().close();
      open = null;
      throw notBegun;
    }
  }

  /** {@return the session without a run: one that waits is cancelled, since another takes over} */
  private OpenSession left(RunMessage.Fork fork) {
    OpenSession here = load();
    LiveRun live = here.live();
    if (live != null && live.isStill()) {
      String reason = "taken back to event " + fork.fork().point().seq();
      RunInput cancel = new RunInput.CancelRequested(reason, fork.actor().principal());
      driver.drive(here, live, RunDriver.Work.of(List.of(cancel)));
    }
    refuseIfBusy(here);
    return here;
  }

  /** Derives again what is derived, without a look at what is stored of it: that may be wrong. */
  private Admission rebuild() {
    LiveRun live = live();
    if (live != null && !live.isStill()) {
      throw RefusedException.of(DaemonErrorCode.BUSY, "run " + live.id().value() + " is at work");
    }
    close();
    open = null;
    Optional<OpenSession> _ = resting.take(session);
    environment.store().acquire(session, environment.isAlive());
    var rebuild = new SessionRebuild(session, environment, environment.store()::findSource);
    long head = 0;
    for (var page = environment.store().events(session, head, REBUILD_PAGE);
        !page.isEmpty();
        page = environment.store().events(session, head, REBUILD_PAGE)) {
      page.forEach(event -> rebuild.add(JournalRecords.decode(session, event)));
      head = page.getLast().seq();
    }
    SessionRebuild.Derived derived = rebuild.derived();
    environment.store().commit(derived.changes());
    environment.folders().materialise(session, derived.memory());
    outside.tell(new RunMessage.Recover());
    return new Admission(session, new RunId(""), head, true);
  }

  private Admission create(RunMessage.Create create) {
    if (environment.store().findHead(session).isPresent()) {
      throw RefusedException.of(
          RpcError.of(DaemonErrorCode.ALREADY_EXISTS, "session " + session.value() + " exists")
              .with("id", session.value()));
    }
    OpenSession here = fresh();
    var facts = new ArrayList<EventData>(List.of(create.created()));
    if (create.metadata() != null) {
      facts.add(new SessionFact.Updated(null, create.metadata(), 1));
    }
    StoreChange journal = new StoreChange.CreateJournal(session, environment.now());
    var work = new RunDriver.Work(List.of(), create.actor(), create.key(), List.of(journal), facts);
    Admission made = driver.note(here, work);
    open = here;
    return made;
  }

  private Admission amend(RunMessage.Amend amend) {
    OpenSession here = load();
    List<EventData> facts = amend.change().decide(here.requireProjection());
    return driver.note(
        here, new RunDriver.Work(List.of(), amend.actor(), amend.key(), List.of(), facts));
  }

  /** The lease is a new one, so what is in memory here can store nothing any more. */
  private Admission delete(RunMessage.Delete delete) {
    SessionRemoval removal = SessionRemoval.of(load(), environment);
    close();
    open = null;
    var admission = new Admission(session, new RunId(""), 0, true);
    List<StoreChange> changes = removal.changes(environment, delete.actor());
    KeyedReply key = delete.keyOf().apply(removal.sessions());
    changes.add(new StoreChange.RememberResult(key.toResult(admission, environment.now())));
    environment.store().commit(changes);
    environment.events().wake();
    environment.folders().remove(removal.agents());
    return admission;
  }

  private OpenSession fresh() {
    return new OpenSession(environment.store().leaseOfNew(session), 0, null, null);
  }

  private void refuseIfBusy(OpenSession here) {
    RunId first = here.busy();
    if (first != null && isBusy(here)) {
      String run = first.value();
      throw RefusedException.of(
          RpcError.of(DaemonErrorCode.BUSY, "session " + session.value() + " has the run " + run)
              .with("run", run));
    }
  }

  private void refuseIfExists(RunId run) {
    if (environment.store().findRun(run.value()).isPresent()) {
      throw RefusedException.of(
          RpcError.of(DaemonErrorCode.ALREADY_EXISTS, "run " + run.value() + " exists")
              .with("id", run.value()));
    }
  }

  private Admission change(RunMessage.Change change) {
    OpenSession here = load();
    LiveRun live = here.live();
    boolean isMeant = live != null && (change.run() == null || change.run().equals(live.id()));
    if (live == null || !isMeant) {
      return withoutRun(here, change);
    }
    RunDecision decision = change.change().decide(live.toSight());
    SourcedAgent accepted = decision.accepted();
    if (accepted != null) {
      return accept(here, live, accepted, change, decision);
    }
    Admission admission = driver.drive(here, live, workOf(change, decision, List.of(), List.of()));
    decision.allowed().forEach(environment.allowances()::readAgain);
    return admission;
  }

  private RunDriver.Work workOf(
      RunMessage.Change change,
      RunDecision decision,
      List<StoreChange> extra,
      List<EventData> facts) {
    var stored = new ArrayList<>(extra);
    decision.allowed().forEach(given -> stored.add(environment.allowances().toChange(given)));
    return new RunDriver.Work(decision.inputs(), change.actor(), change.key(), stored, facts);
  }

  /** Lets a run that waits go on with another definition, in the state that it has. */
  private Admission accept(
      OpenSession here,
      LiveRun live,
      SourcedAgent agent,
      RunMessage.Change change,
      RunDecision decision) {
    if (!live.isStill()) {
      throw RefusedException.of(
          DaemonErrorCode.INVALID_STATE,
          "run " + live.id().value() + " is at work; its definition can change while it waits");
    }
    LiveRun.Pinned pinned = LiveRun.Pinned.of(agent, live.pinned().pin().options());
    var of = new SessionLoading.LoadedRun(live.id(), pinned, live.trace());
    var next = new LiveRun(of, callsOf(of), live.state(), live.pace());
    var fact =
        new SessionFact.DefinitionAccepted(
            live.id().value(),
            pinned.definition().digest(),
            live.definition().digest(),
            pinned.sha256());
    var source = new StoreChange.PutSource(pinned.sha256(), pinned.pin().toJson());
    here.begin(next);
    try {
      Admission admission =
          driver.drive(here, next, workOf(change, decision, List.of(source), List.of(fact)));
      live.calls().close();
      return admission;
    } catch (RuntimeException notAccepted) {
      here.begin(live);
      throw notAccepted;
    }
  }

  /** A change of a run that has ended does nothing or is refused. */
  private Admission withoutRun(OpenSession here, RunMessage.Change change) {
    RunId queued = change.run() == null ? here.queued() : change.run();
    if (queued != null && here.isWaiting(queued)) {
      Optional<Admission> changed = queue.change(here, queued, change);
      if (changed.isPresent()) {
        return changed.get();
      }
    }
    RunDecision _ = change.change().decide(null);
    RunId run = Objects.requireNonNullElse(change.run(), new RunId(""));
    var admission = new Admission(session, run, here.head(), false);
    environment
        .store()
        .commit(
            List.of(
                new StoreChange.RememberResult(
                    change.key().toResult(admission, environment.now()))));
    return admission;
  }

  /** Deals with what the daemon itself has to say, in order, until the store refuses. */
  private void storeUnstored() {
    for (var next = unstored.peek(); next != null; next = unstored.peek()) {
      if (!isDone(next)) {
        retryLater();
        return;
      }
      unstored.remove();
      backoff = BACKOFF_MIN;
    }
  }

  private void retryLater() {
    if (!isRetryComing) {
      isRetryComing = true;
      outside.tellAfter(backoff, new RunMessage.Retry());
      backoff = min(backoff.multipliedBy(2), BACKOFF_MAX);
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** The boundary of what nobody waits for: a bug ends the run, and what cannot be stored waits. */
  private boolean isDone(RunMessage message) {
    try {
      deal(message);
      return true;
    } catch (StorageException failure) {
      forgetIfStale(failure);
      LOG.warn("session={} {}", session.value(), failure.getMessage());
      return !isTriedAgain(message, failure);
    } catch (RefusedException gone) {
      LOG.warn("session={} {}", session.value(), gone.getMessage());
      return true;
    } catch (RunBug bug) {
      failRun(bug);
      return true;
    } catch (RuntimeException bug) {
      LOG.error("session={} a message of the daemon was lost by a bug", session.value(), bug);
      return true;
    }
  }

  /** A session whose owner still lives comes back once that one has let go of it. */
  private static boolean isTriedAgain(RunMessage message, StorageException failure) {
    return switch (failure.kind()) {
      case FENCED -> message instanceof RunMessage.Recover;
      case CONFLICT, STALE -> true;
      case FULL, IO, UNAVAILABLE, CORRUPT, NO_ROOM -> failure.isRetryable();
    };
  }

  private void deal(RunMessage message) {
    switch (message) {
      case RunMessage.Tell(var run, RunInput.TimerDue(var timer)) when ChildMail.isMail(timer) ->
          deliver(new TimerRow(session, run.value(), timer.value(), environment.now()), timer);
      // The timer stays where it is, so it is due again at the next start.
      case RunMessage.Tell(_, RunInput.TimerDue(var timer))
          when isCheckpointed && RunQueue.isTime(timer) -> {}
      case RunMessage.Tell(var run, RunInput.TimerDue(var timer)) when RunQueue.isTime(timer) ->
          admit(run);
      case RunMessage.Tell tell when isCheckpointed -> park(tell);
      case RunMessage.GoOn(var run) when !isCheckpointed -> {
        OpenSession here = load();
        LiveRun live = here.live();
        if (live != null && live.id().equals(run)) {
          driver.goOn(here, live);
        }
      }
      // It was stored up to here, and goes on when the session is loaded next.
      case RunMessage.GoOn _ -> {}
      case RunMessage.ChildNotStarted(var run, var call, var failure) -> {
        OpenSession here = load();
        LiveRun live = here.live();
        if (live != null && live.id().equals(run)) {
          children.failed(here, live, call, failure);
        }
      }
      case RunMessage.Tell(var run, var input) -> {
        OpenSession here = load();
        LiveRun live = here.live();
        if (live != null && live.id().equals(run)) {
          driver.drive(here, live, RunDriver.Work.of(List.of(input)));
        } else if (here.isWaiting(run) && input instanceof RunInput.CancelRequested request) {
          queue.cancel(here, run, request);
        }
      }
      case RunMessage.Warn(var run, var kind, var text) -> {
        OpenSession here = load();
        LiveRun live = here.live();
        if (live != null && live.id().equals(run)) {
          driver.warn(here, live, kind, text);
        }
      }
      case RunMessage.Recover _ -> load();
      // A queue outlives the daemon.
      case RunMessage.Admit _ when isCheckpointed -> {}
      case RunMessage.Admit(var run) -> admit(run);
      case RunMessage.Asked _, RunMessage.Retry _, RunMessage.Checkpoint _ ->
          throw new IllegalStateException("not a message of the daemon's own: " + message);
    }
  }

  /**
   * Deals with a word of a parent or about a child; at the end of the daemon it stays where it is.
   */
  private void deliver(TimerRow word, TimerId timer) {
    if (isCheckpointed) {
      return;
    }
    if (environment.store().findHead(session).isEmpty()) {
      children.drop(word);
      return;
    }
    OpenSession here = load();
    LiveRun live = here.live();
    if (live != null && live.id().value().equals(word.run())) {
      ChildMail.childOf(timer)
          .ifPresentOrElse(
              call -> children.lookAfter(here, live, call),
              () -> children.obey(here, live, word, ChildMail.inputOf(timer)));
      return;
    }
    children.drop(word);
    // A run that waits to begin can be cancelled too.
    if (here.isWaiting(new RunId(word.run()))) {
      outside.tell(new RunMessage.Tell(new RunId(word.run()), ChildMail.inputOf(timer)));
    }
  }

  /** Keeps what came at the end of the daemon, so that finished work is not done again. */
  private void park(RunMessage.Tell tell) {
    String body = InputMapping.encode(tell.run(), tell.input()).body();
    var parked = new ParkedInput(session, tell.run().value(), body);
    environment.store().commit(List.of(new StoreChange.Park(parked)));
  }

  /** {@return the session, from the store if it is not in memory} */
  private OpenSession load() {
    OpenSession here = open;
    if (here != null) {
      return here;
    }
    JournalHead head =
        environment
            .store()
            .findHead(session)
            .orElseThrow(() -> RefusedException.notFound("session", session.value()));
    Acquired acquired = environment.store().acquire(session, environment.isAlive());
    OpenSession loaded =
        resting
            .take(session)
            // A lease has another number after somebody else has had one.
            .filter(kept -> kept.lease().equals(acquired.lease()) && kept.head() == head.seq())
            .orElseGet(
                () ->
                    new SessionLoading(session, environment, this::callsOf).load(acquired.lease()));
    open = loaded;
    recover(loaded, acquired);
    return loaded;
  }

  /** A run that was at work when it left memory had a daemon that ended. */
  private void recover(OpenSession here, Acquired acquired) {
    LiveRun live = here.live();
    if (live == null || live.isStill()) {
      return;
    }
    try {
      List<ParkedInput> parked = environment.store().parked(session);
      driver.drive(here, live, RunRecovery.of(live, acquired.previous(), parked).work(session));
    } catch (JsonProcessingException damage) {
      open = null;
      throw new StorageException(
          StorageException.Kind.CORRUPT,
          "session " + session.value() + ": a kept input cannot be read",
          damage);
    } catch (StorageException failure) {
      open = null;
      throw failure;
    }
  }

  private RunCalls callsOf(SessionLoading.LoadedRun run) {
    var setting =
        new RunCalls.Setting(
            session,
            run.run(),
            run.pinned().definition().name().value(),
            run.pinned().pin(),
            run.pinned().tools(),
            run.trace(),
            new RunCalls.Hearers(
                input -> outside.tell(new RunMessage.Tell(run.run(), input)),
                input -> outside.tellLast(new RunMessage.Tell(run.run(), input)),
                outside::tell));
    return new RunCalls(setting, environment);
  }

  /** What is in memory is not what is stored: it is read again when it is needed. */
  private void forgetIfStale(StorageException failure) {
    boolean isStale =
        failure.kind() == StorageException.Kind.CONFLICT
            || failure.kind() == StorageException.Kind.STALE
            || failure.kind() == StorageException.Kind.FENCED;
    if (isStale) {
      cut();
      close();
      open = null;
    }
  }

  private void failRun(RunBug bug) {
    String incident = UUID.randomUUID().toString();
    LOG.error("session={} incident={} the engine broke", session.value(), incident, bug);
    OpenSession here = open;
    LiveRun live = live();
    if (here == null || live == null) {
      return;
    }
    try {
      driver.fail(here, live, incident);
    } catch (RuntimeException again) {
      LOG.error("session={} the run cannot be failed either", session.value(), again);
      live.calls().close();
      open = null;
    }
  }
}

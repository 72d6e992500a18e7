package fermata.daemon.run;

import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.TimerRow;
import fermata.daemon.store.WaitingRow;
import fermata.engine.fold.Fold;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.run.TimerId;
import fermata.wire.event.EventData;
import fermata.wire.event.Failure;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import fermata.wire.method.run.StartOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a session that wait: for a place at their entry point, for the end of another one, or
 * for their time.
 *
 * <p>The engine knows nothing of them: they have not begun. That one waits is a fact about its
 * session, and so is it when it is cancelled before it began. Confined to its {@link RunLoop}.
 */
final class RunQueue {

  /** The timer of a run that waits for its time. */
  private static final String NOT_BEFORE = "not-before";

  private final RunDriver driver;
  private final RunEnvironment environment;

  RunQueue(RunDriver driver, RunEnvironment environment) {
    this.driver = driver;
    this.environment = environment;
  }

  /** Whether a timer says that the time of a run has come. */
  static boolean isTime(TimerId timer) {
    return timer.value().equals(NOT_BEFORE);
  }

  /**
   * Lets a run wait that has found no place, or for whom it is too early.
   *
   * @param room where it waits
   * @param start what would have been stored if it had begun
   * @throws StorageException with {@code NO_ROOM} if too many wait
   */
  Admission enqueue(OpenSession here, RunMessage.Begin begin, EntryRoom room, RunStart start) {
    RunBeginning beginning = begin.beginning();
    Instant notBefore = begin.beginning().terms().notBefore();
    RunId behind = room.entry().isOfSession() ? here.busy() : null;
    LiveRun.Pinned pinned = start.run().pinned();
    var row =
        new WaitingRow(
            beginning.run().value(),
            room.entry(),
            here.lease().journal(),
            environment.now(),
            WaitingRun.of(beginning, room, begin.actor(), pinned.sha256()).toJson());
    var extra = new ArrayList<StoreChange>();
    start.work().extra().stream()
        .filter(change -> !(change instanceof StoreChange.TakePlace))
        .forEach(extra::add);
    extra.add(new StoreChange.PutWaiting(row, EntryPlaces.WAITING_MAX));
    extra.add(QueueNews.of(row, QueueNews.Change.ADDED, environment.now()));
    TimerRow timer = null;
    if (notBefore != null && notBefore.isAfter(environment.now())) {
      timer = new TimerRow(here.lease().journal(), beginning.run().value(), NOT_BEFORE, notBefore);
      extra.add(new StoreChange.PutTimer(timer));
    }
    var queued =
        new SessionFact.RunQueued(
            beginning.run().value(),
            pinned.definition().name().value(),
            pinned.definition().digest(),
            beginning.entry(),
            beginning.input(),
            room.max(),
            behind == null ? null : behind.value(),
            notBefore);
    var work =
        new RunDriver.Work(List.of(), begin.actor(), begin.key(), extra, start.work().facts());
    Admission admitted = driver.note(here, beginning.run(), work, queued, StartOutcome.QUEUED);
    environment.events().wake();
    if (timer != null) {
      environment.timers().set(timer);
    }
    return admitted;
  }

  /** {@return the runs of the session that wait and whose time has come, the oldest first} */
  List<WaitingRow> ready(OpenSession here) {
    SessionProjection shown = here.projection();
    if (shown == null || shown.unended() == null) {
      return List.of();
    }
    Instant now = environment.now();
    return environment.store().waitingOf(here.lease().journal()).stream()
        .filter(row -> here.isWaiting(new RunId(row.run())))
        .filter(row -> !WaitingRun.parse(row).isTooEarly(now))
        .toList();
  }

  /** Lets a run, for which the session is free, wait for a place at its entry point. */
  void moveOn(OpenSession here, RunStart.Asking asking, EntryRoom room) {
    String run = asking.beginning().run().value();
    WaitingRow row = environment.store().findWaiting(run).orElseThrow();
    var moved = new WaitingRow(run, room.entry(), row.session(), environment.now(), row.body());
    environment
        .store()
        .commit(
            List.of(
                new StoreChange.DropWaiting(run),
                new StoreChange.DropTimer(here.lease().journal(), run, NOT_BEFORE),
                new StoreChange.PutWaiting(moved, EntryPlaces.WAITING_MAX),
                QueueNews.of(row, QueueNews.Change.BEGUN, environment.now()),
                QueueNews.of(moved, QueueNews.Change.ADDED, environment.now())));
    environment.events().wake();
  }

  /** {@return how a waiting run is begun; empty where it waits no more} */
  Optional<RunStart.Asking> asking(OpenSession here, RunId run) {
    Optional<WaitingRow> row = environment.store().findWaiting(run.value());
    if (row.isEmpty() || !here.isWaiting(run)) {
      return Optional.empty();
    }
    WaitingRun waiting = WaitingRun.parse(row.get());
    AgentPin pin = pinOf(waiting);
    SourcedAgent agent = environment.agents().asked(environment.agents().load(pin.texts()));
    if (!agent.loaded().isUsable()) {
      fail(here, run);
      return Optional.empty();
    }
    boolean isOfSession = row.get().entry().isOfSession();
    var left = new ArrayList<StoreChange>();
    left.add(QueueNews.of(row.get(), QueueNews.Change.BEGUN, environment.now()));
    if (isOfSession) {
      left.add(new StoreChange.DropWaiting(run.value()));
      left.add(new StoreChange.DropTimer(here.lease().journal(), run.value(), NOT_BEFORE));
    }
    var beginning =
        new RunBeginning(
            run, agent, pin.options(), waiting.entry(), waiting.input(), waiting.uri(), null, left);
    Instant since = isOfSession ? null : row.get().since();
    return Optional.of(new RunStart.Asking(beginning, waiting.actor(), null, false, since));
  }

  private AgentPin pinOf(WaitingRun waiting) {
    return AgentPin.parse(
        environment
            .store()
            .findSource(waiting.source())
            .orElseThrow(
                () ->
                    new StorageException(
                        StorageException.Kind.CORRUPT, "store: a kept definition is missing")));
  }

  /** The build before took the definition, this one does not. */
  private void fail(OpenSession here, RunId run) {
    var error =
        new Failure(
            "definition.invalid",
            "this build does not take the definition",
            false,
            null,
            null,
            null,
            null);
    end(here, run, null, new RunFact.Failed(error, RunCard.NOTHING, waited(run)));
  }

  /** Cancels a run that has not begun. */
  void cancel(OpenSession here, RunId run, RunInput.CancelRequested request) {
    end(here, run, null, cancelled(run, request));
  }

  private RunFact.Cancelled cancelled(RunId run, RunInput.CancelRequested request) {
    return new RunFact.Cancelled(request.reason(), request.by(), RunCard.NOTHING, waited(run));
  }

  /**
   * Changes a run that has not begun: it can be cancelled, and that is all.
   *
   * @return empty where nothing is to be done
   */
  Optional<Admission> change(OpenSession here, RunId run, RunMessage.Change change) {
    Optional<WaitingRow> row = environment.store().findWaiting(run.value());
    if (row.isEmpty()) {
      return Optional.empty();
    }
    AgentPin pin = pinOf(WaitingRun.parse(row.get()));
    SourcedAgent agent = environment.agents().asked(environment.agents().load(pin.texts()));
    var sight = new RunSight(Fold.initial(), agent.usable(), pin);
    return change.change().decide(sight).inputs().stream()
        .filter(RunInput.CancelRequested.class::isInstance)
        .findFirst()
        .map(input -> end(here, run, change, cancelled(run, (RunInput.CancelRequested) input)));
  }

  private Admission end(
      OpenSession here, RunId run, RunMessage.@Nullable Change change, EventData fact) {
    var extra = new ArrayList<StoreChange>();
    extra.add(new StoreChange.DropWaiting(run.value()));
    environment
        .store()
        .findWaiting(run.value())
        .map(row -> QueueNews.of(row, QueueNews.Change.ENDED, environment.now()))
        .ifPresent(extra::add);
    var work =
        new RunDriver.Work(
            List.of(),
            change == null ? null : change.actor(),
            change == null ? null : change.key(),
            extra,
            List.of());
    Admission ended = driver.note(here, run, work, fact);
    environment.events().wake();
    return ended;
  }

  private long waited(RunId run) {
    return environment
        .store()
        .findRun(run.value())
        .map(RunCard::parse)
        .map(card -> Duration.between(card.summary().startedAt(), environment.now()).toMillis())
        .map(millis -> Math.max(0, millis))
        .orElse(0L);
  }
}

package fermata.daemon.run;

import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.WaitingRow;
import fermata.engine.fold.Fold;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.wire.event.EventData;
import fermata.wire.event.Failure;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The run of a session that waits for a place at its entry point.
 *
 * <p>The engine knows nothing of it: it has not begun. That it waits is a fact about its session,
 * and so is it when it is cancelled before it began. Confined to its {@link RunLoop}.
 */
final class RunQueue {

  private final RunDriver driver;
  private final RunEnvironment environment;

  RunQueue(RunDriver driver, RunEnvironment environment) {
    this.driver = driver;
    this.environment = environment;
  }

  /**
   * Lets a run wait that has found no place.
   *
   * @param start what would have been stored if it had
   * @throws StorageException with {@code NO_ROOM} if too many wait
   */
  Admission enqueue(OpenSession here, RunMessage.Begin begin, EntryRoom room, RunStart start) {
    RunBeginning beginning = begin.beginning();
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
    var queued =
        new SessionFact.RunQueued(
            beginning.run().value(),
            pinned.definition().name().value(),
            pinned.definition().digest(),
            beginning.entry(),
            beginning.input(),
            room.max());
    var work =
        new RunDriver.Work(List.of(), begin.actor(), begin.key(), extra, start.work().facts());
    return driver.note(here, beginning.run(), work, queued);
  }

  /** {@return how a waiting run is begun; empty where it waits no more} */
  Optional<RunStart.Asking> asking(OpenSession here, RunId run) {
    Optional<WaitingRow> row = environment.store().findWaiting(run.value());
    if (row.isEmpty() || !run.equals(here.queued())) {
      return Optional.empty();
    }
    WaitingRun waiting = WaitingRun.parse(row.get());
    AgentPin pin = pinOf(waiting);
    SourcedAgent agent = environment.agents().asked(environment.agents().load(pin.texts()));
    if (!agent.loaded().isUsable()) {
      fail(here, run);
      return Optional.empty();
    }
    var beginning =
        new RunBeginning(
            run, agent, pin.options(), waiting.entry(), waiting.input(), waiting.uri(), null);
    return Optional.of(
        new RunStart.Asking(beginning, waiting.actor(), null, false, row.get().since()));
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
    end(here, run, null, new RunFact.Failed(error, RunCard.NOTHING, waited(here)));
  }

  /** Cancels a run that has not begun. */
  void cancel(OpenSession here, RunId run, RunInput.CancelRequested request) {
    end(here, run, null, cancelled(here, request));
  }

  private RunFact.Cancelled cancelled(OpenSession here, RunInput.CancelRequested request) {
    return new RunFact.Cancelled(request.reason(), request.by(), RunCard.NOTHING, waited(here));
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
        .map(input -> end(here, run, change, cancelled(here, (RunInput.CancelRequested) input)));
  }

  private Admission end(
      OpenSession here, RunId run, RunMessage.@Nullable Change change, EventData fact) {
    var work =
        new RunDriver.Work(
            List.of(),
            change == null ? null : change.actor(),
            change == null ? null : change.key(),
            List.of(new StoreChange.DropWaiting(run.value())),
            List.of());
    return driver.note(here, run, work, fact);
  }

  private long waited(OpenSession here) {
    SessionProjection shown = here.projection();
    RunCard card = shown == null ? null : shown.run();
    return card == null
        ? 0
        : Math.max(0, Duration.between(card.summary().startedAt(), environment.now()).toMillis());
  }
}

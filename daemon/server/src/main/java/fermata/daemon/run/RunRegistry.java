package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.event.Arrival;
import fermata.daemon.journal.ValueMapping;
import fermata.daemon.platform.Mailbox;
import fermata.daemon.platform.Threads;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.EntryId;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.OwnerRow;
import fermata.daemon.store.SessionQuery;
import fermata.daemon.store.SessionRow;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.StoredSession;
import fermata.daemon.store.TimerRow;
import fermata.daemon.store.WaitRow;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.run.StepId;
import fermata.engine.run.TimerId;
import fermata.wire.event.SessionFact;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.run.RunPlan;
import fermata.wire.method.run.StartOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sessions to which something is happening.
 *
 * <p>A session is in memory from the first message for it until it waits for something outside;
 * then it is forgotten, and brought back by the next message. Thread-safe.
 */
public final class RunRegistry {

  private static final int RECOVERY_PAGE = 500;

  /** How long calls may take to end after they were cut. */
  private static final Duration CUT_MAX = Duration.ofSeconds(3);

  private static final int SETTLE_MILLIS = 20;

  /** When a child run is started again that found no room. */
  private static final Duration CHILD_AGAIN = Duration.ofSeconds(1);

  private final RunEnvironment environment;
  private final RunArchive archive;
  private final ConcurrentHashMap<JournalId, Slot> slots = new ConcurrentHashMap<>();
  private final RestingSessions resting = new RestingSessions();
  private final Object settling = new Object();
  private final ConcurrentRuns concurrent;
  private final Object counting = new Object();
  private final EntryPlaces places;
  private volatile boolean isCheckpointed;

  private record Slot(RunLoop loop, Mailbox<RunMessage> mailbox) {}

  public RunRegistry(RunEnvironment environment) {
    this.environment = environment;
    this.archive = new RunArchive(environment);
    this.concurrent = new ConcurrentRuns(environment.store());
    this.places = new EntryPlaces(environment.store(), placing());
  }

  /**
   * Starts a run, and returns when that is durable.
   *
   * @param isNewSession whether the session is made with the run
   * @throws RefusedException with {@code Busy}, {@code AlreadyExists}, {@code NotFound}, {@code
   *     LimitExceeded}, {@code Overloaded}, {@code StorageError}, {@code Draining} or {@code
   *     LeaseHeld}
   */
  public Admission begin(
      JournalId session,
      boolean isNewSession,
      RunBeginning beginning,
      Actor actor,
      KeyedReply key) {
    return begin(
        session,
        beginning.agent(),
        new RunMessage.Begin(beginning, actor, key, isNewSession, new CompletableFuture<>()));
  }

  /**
   * Starts a run where another one was, and returns when that is durable.
   *
   * @param session a new one, or that of the other run, which ends if it only waits
   * @throws RefusedException as {@link #begin}
   */
  public Admission fork(JournalId session, RunFork fork, Actor actor, KeyedReply key) {
    return begin(
        session, fork.agent(), new RunMessage.Fork(fork, actor, key, new CompletableFuture<>()));
  }

  private Admission begin(JournalId session, SourcedAgent agent, RunMessage.Asked begin) {
    refuseIfFull();
    if (agent.usable().limits().concurrentRuns() == null) {
      return ask(session, begin);
    }
    // Counted and stored as one, or two that start at the same time would both find room.
    synchronized (counting) {
      concurrent.refuseIfFull(agent);
      return ask(session, begin);
    }
  }

  private void refuseIfFull() {
    if (slots.size() >= environment.limits().activeMax()) {
      throw RefusedException.of(
          RpcError.of(
                  DaemonErrorCode.OVERLOADED,
                  slots.size()
                      + " runs are at work (expected: < "
                      + environment.limits().activeMax()
                      + ")")
              .with("retryAfterMs", 1_000));
    }
  }

  /**
   * Derives again what is derived of a session: its rows in lists and inboxes, what its run waits
   * for, and its folder.
   *
   * @throws RefusedException with {@code Busy} if its run is at work, {@code NotFound}, {@code
   *     StorageError} if its journal cannot be read
   */
  public Admission rebuild(JournalId session) {
    return ask(session, new RunMessage.Rebuild(new CompletableFuture<>()));
  }

  /**
   * Makes a session without a run.
   *
   * @param metadata of the client; absent for none
   * @throws RefusedException with {@code AlreadyExists} if there is one with its id
   */
  public Admission create(
      SessionFact.Created created, @Nullable JsonNode metadata, Actor actor, KeyedReply key) {
    var reply = new CompletableFuture<Admission>();
    var message = new RunMessage.Create(created, metadata, actor, key, reply);
    return ask(new JournalId(created.session()), message);
  }

  /**
   * Changes a session itself.
   *
   * @throws RefusedException with {@code NotFound}, and as the change says
   */
  public Admission amend(JournalId session, SessionChange change, Actor actor, KeyedReply key) {
    return ask(session, new RunMessage.Amend(change, actor, key, new CompletableFuture<>()));
  }

  /**
   * Deletes a session and those of its child runs.
   *
   * @param keyOf makes the record of the result for the sessions that are deleted
   * @throws RefusedException with {@code NotFound}, or {@code InvalidState} if a run of it has not
   *     ended
   */
  public Admission delete(
      JournalId session, Actor actor, Function<List<JournalId>, KeyedReply> keyOf) {
    return ask(session, new RunMessage.Delete(actor, keyOf, new CompletableFuture<>()));
  }

  /**
   * {@return what derives a session from its events}
   *
   * @param sources finds the kept texts that they name
   */
  public SessionRebuild rebuild(JournalId session, Function<String, Optional<String>> sources) {
    return new SessionRebuild(session, environment, sources);
  }

  /**
   * Lets a session go on that was stored as a whole.
   *
   * @param changes that it was stored with
   */
  public void takenOver(JournalId session, List<StoreChange> changes) {
    for (StoreChange change : changes) {
      if (change instanceof StoreChange.PutTimer(var timer)) {
        environment.timers().set(timer);
      }
    }
    environment.events().wake();
    tell(session, new RunMessage.Recover());
  }

  /**
   * Changes a run, and returns when that is durable.
   *
   * @param run the one under way where absent
   * @throws RefusedException as {@link #begin}, and as the change says
   */
  public Admission change(
      JournalId session, @Nullable RunId run, RunChange change, Actor actor, KeyedReply key) {
    return ask(session, new RunMessage.Change(run, change, actor, key, new CompletableFuture<>()));
  }

  private Admission ask(JournalId session, RunMessage.Asked message) {
    slots.compute(
        session,
        (id, found) -> {
          if (found == null && isCheckpointed && !(message instanceof RunMessage.Change)) {
            message.reply().completeExceptionally(ending());
            return null;
          }
          Slot slot = found == null ? open(id) : found;
          if (found == null && isCheckpointed) {
            slot.mailbox().deliver(new RunMessage.Checkpoint());
          }
          if (!slot.mailbox().offer(message)) {
            message.reply().completeExceptionally(overloaded(id));
          }
          return slot;
        });
    return await(session, message.reply());
  }

  private static RefusedException ending() {
    return RefusedException.of(DaemonErrorCode.DRAINING, "the daemon is ending");
  }

  private static RefusedException overloaded(JournalId session) {
    return RefusedException.of(
        RpcError.of(
                DaemonErrorCode.OVERLOADED,
                "session " + session.value() + ": too many requests wait")
            .with("retryAfterMs", 1_000));
  }

  private Admission await(JournalId session, CompletableFuture<Admission> reply) {
    try {
      return reply.get(environment.limits().askMax().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    } catch (TimeoutException slow) {
      throw overloaded(session);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw overloaded(session);
    }
  }

  /** Says that a timer is due. */
  public void due(TimerRow timer) {
    tell(
        timer.session(),
        new RunMessage.Tell(
            new RunId(timer.run()), new RunInput.TimerDue(new TimerId(timer.timer()))));
  }

  private EntryPlaces.Outside placing() {
    return new EntryPlaces.Outside() {
      @Override
      public void start(RoomDecision.SessionRun run) {
        tell(run.session(), new RunMessage.Admit(run.run()));
      }

      @Override
      public void cancel(RoomDecision.SessionRun run) {
        RunInput request =
            new RunInput.CancelRequested("replaced by a newer run of its entry point", "overflow");
        tell(run.session(), new RunMessage.Tell(run.run(), request));
      }
    };
  }

  /**
   * {@return what a run would be}
   *
   * @param busy run of its session that has not ended
   * @param outcome what would come of it now
   */
  public RunPlan plan(
      RunBeginning beginning, @Nullable String busy, @Nullable StartOutcome outcome) {
    LiveRun.Pinned pinned = LiveRun.Pinned.of(beginning.agent(), beginning.options());
    return new RunPlan(
        pinned.definition().name().value(),
        pinned.definition().digest(),
        beginning.entry(),
        beginning.input(),
        beginning.options().workspace(),
        List.copyOf(ModelChoice.named(pinned.definition())),
        ValueMapping.toWireTools(RunTraits.tools(pinned)),
        beginning.options().grant(),
        busy,
        outcome);
  }

  /** Starts the runs that wait for a place and have one now. */
  public void settle() {
    places.settleAll();
  }

  /** Says that an event was published that a run waits for. */
  public void matched(WaitRow wait, Arrival arrival) {
    tell(
        wait.session(),
        new RunMessage.Tell(
            new RunId(wait.run()),
            new RunInput.EventMatched(new StepId(wait.step()), arrival.event())));
  }

  /** Brings back what was at work when a daemon ended. */
  public void recover() {
    recover("active");
    recover(SessionRow.ASKING);
  }

  private void recover(String state) {
    SessionQuery.PageEnd before = null;
    List<StoredSession> page;
    do {
      page = environment.store().sessions(new SessionQuery(state, null, before, RECOVERY_PAGE));
      for (StoredSession session : page) {
        before = new SessionQuery.PageEnd(session.row().changedAt(), session.row().session());
        tell(session.row().session(), new RunMessage.Recover());
      }
    } while (!page.isEmpty());
  }

  private void tell(JournalId session, RunMessage message) {
    leave(session, message, Mailbox::deliver);
  }

  private void leave(
      JournalId session, RunMessage message, BiConsumer<Mailbox<RunMessage>, RunMessage> how) {
    slots.compute(
        session,
        (id, found) -> {
          if (found == null && isCheckpointed) {
            // What nobody works on stands in the store, timers included.
            return null;
          }
          Slot slot = found == null ? open(id) : found;
          how.accept(slot.mailbox(), message);
          return slot;
        });
  }

  private Slot open(JournalId session) {
    var outside =
        new RunLoop.Outside() {
          @Override
          public void tell(RunMessage message) {
            RunRegistry.this.tell(session, message);
          }

          @Override
          public void tellLast(RunMessage message) {
            leave(session, message, Mailbox::bring);
          }

          @Override
          public void tellAfter(Duration wait, RunMessage message) {
            Threads.startAfter(wait, "retry-" + session.value(), () -> tell(message));
          }

          @Override
          public void left(EntryId entry) {
            places.settle(entry);
          }

          @Override
          public void tell(JournalId other, RunMessage message) {
            RunRegistry.this.tell(other, message);
          }

          @Override
          public void startChild(ChildStart start) {
            Threads.start("child-" + start.run().value(), () -> begin(start));
          }
        };
    var loop = new RunLoop(session, environment, outside, resting);
    Mailbox<RunMessage> mailbox =
        Mailbox.withErrands(
            "run-" + session.value(),
            environment.limits().waitingMax(),
            message -> serve(session, loop, message));
    return new Slot(loop, mailbox);
  }

  private Mailbox.@Nullable Errand serve(JournalId session, RunLoop loop, RunMessage message) {
    boolean isDone = false;
    try {
      loop.accept(message);
      release(session);
      isDone = true;
      return loop.takeErrand();
    } finally {
      Mailbox.Errand left = isDone ? null : loop.takeErrand();
      if (left != null) {
        left.start();
      }
    }
  }

  /** The boundary of the start of a child run: whatever comes of it, its parent hears. */
  private void begin(ChildStart start) {
    var parent = new JournalId(start.parent().session());
    var run = new RunId(start.parent().run());
    RunMessage look =
        new RunMessage.Tell(
            run,
            new RunInput.TimerDue(
                new TimerId(
                    ChildMail.lookAfter(parent, run.value(), start.call(), environment.now())
                        .timer())));
    try {
      begin(
          start.session(), true, start.beginning(environment.agents()), start.actor(), start.key());
      tell(parent, look);
    } catch (RefusedException refusal) {
      if (environment.store().findRun(start.run().value()).isPresent()) {
        tell(parent, look);
      } else if (ChildStart.isPassing(refusal)) {
        Threads.startAfter(CHILD_AGAIN, "child-" + start.run().value(), () -> tell(parent, look));
      } else {
        tell(parent, new RunMessage.ChildNotStarted(run, start.call(), start.failure(refusal)));
      }
    } catch (RuntimeException bug) {
      tell(parent, new RunMessage.ChildNotStarted(run, start.call(), start.failure(bug)));
    }
  }

  /** Forgets a session that waits for something outside, unless there is another message for it. */
  private void release(JournalId session) {
    slots.computeIfPresent(
        session,
        (_, slot) -> {
          if (!slot.mailbox().isEmpty() || !slot.loop().isStill()) {
            return slot;
          }
          slot.loop().rest();
          return null;
        });
    synchronized (settling) {
      settling.notifyAll();
    }
  }

  /** Whether a daemon that owns sessions still runs. */
  public boolean isAlive(OwnerRow owner) {
    return environment.isAlive().test(owner);
  }

  /**
   * Takes a session over from another daemon that does not work on it.
   *
   * @throws RefusedException with {@code LeaseHeld} if it does
   */
  public void take(JournalId session) {
    try {
      environment.store().acquire(session, environment.isAlive());
    } catch (StorageException failure) {
      throw RefusedException.of(failure);
    }
  }

  /** {@return the runs as they were} */
  public RunArchive archive() {
    return archive;
  }

  /** {@return how many sessions are in memory} */
  public int loadedCount() {
    return slots.size();
  }

  /**
   * Waits until no session is in memory.
   *
   * @return whether that came before the time was up
   */
  public boolean awaitStill(Duration max) {
    return awaitUntil(slots::isEmpty, max);
  }

  /**
   * Brings all runs to a point from which the next start goes on: takes no new work, waits for the
   * calls under way, keeps what they give, and cuts those that take longer.
   */
  public void checkpoint(Duration max) {
    isCheckpointed = true;
    slots.values().forEach(slot -> slot.mailbox().deliver(new RunMessage.Checkpoint()));
    if (!awaitUntil(this::hasReported, max)) {
      slots.values().forEach(slot -> slot.loop().cut());
      awaitUntil(this::hasReported, CUT_MAX);
    }
    slots.values().forEach(slot -> slot.loop().close());
  }

  /** Whether nothing is left to be dealt with, though calls may be under way. */
  public boolean isSettled() {
    return slots.values().stream().allMatch(slot -> slot.mailbox().isIdle());
  }

  private boolean hasReported() {
    return slots.values().stream()
        .allMatch(slot -> slot.loop().hasReported() && slot.mailbox().isIdle());
  }

  private boolean awaitUntil(BooleanSupplier condition, Duration max) {
    long deadline = System.nanoTime() + max.toNanos();
    try {
      synchronized (settling) {
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
          settling.wait(SETTLE_MILLIS);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return condition.getAsBoolean();
  }
}

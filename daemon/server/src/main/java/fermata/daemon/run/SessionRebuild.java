package fermata.daemon.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.event.WaitForm;
import fermata.daemon.journal.ValueMapping;
import fermata.daemon.store.EntryId;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.PlaceRow;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.TimerRow;
import fermata.definition.model.Entry;
import fermata.engine.graph.Recovery;
import fermata.engine.run.CallId;
import fermata.engine.run.Effect;
import fermata.engine.run.RunId;
import fermata.engine.state.Call;
import fermata.engine.state.Memory;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is derived of a session, made anew from its events: the rows of lists and
 * inboxes, and what its run waits for.
 *
 * <p>Not thread-safe.
 */
public final class SessionRebuild {

  private final JournalId session;
  private final RunEnvironment environment;
  private final Function<String, Optional<String>> sources;
  private final Map<String, StoreChange> rows = new LinkedHashMap<>();
  private final List<String> runs = new ArrayList<>();
  private @Nullable SessionProjection projection;
  private @Nullable RunFolding folding;
  private Memory memory = Memory.EMPTY;

  /**
   * @param sources finds a kept text by its SHA-256
   */
  SessionRebuild(
      JournalId session, RunEnvironment environment, Function<String, Optional<String>> sources) {
    this.session = session;
    this.environment = environment;
    this.sources = sources;
  }

  /**
   * Takes the next event of the session.
   *
   * @throws StorageException with {@code CORRUPT} if it does not fit those before
   */
  public void add(EventEnvelope event) {
    SessionProjection before = projection;
    if (event.fact() instanceof SessionFact.Created created) {
      projection = SessionProjection.begin(created);
      return;
    }
    if (before == null) {
      throw damaged("its first event is not its creation");
    }
    var placed =
        new SessionProjection.Placed(
            event.fact(), event.seq(), event.at(), event.node(), event.run());
    SessionProjection.Change change = before.after(List.of(placed), null);
    projection = change.next();
    change.changes().forEach(this::keep);
    fold(event);
  }

  private void fold(EventEnvelope event) {
    if (event.fact() instanceof RunFact.Started started) {
      runs.add(started.run());
      folding = new RunFolding(session, environment, sources);
    }
    RunFolding under = folding;
    if (under == null || runs.isEmpty() || !RunFolding.isOf(runs.getLast(), event)) {
      return;
    }
    under.add(event);
    if (under.state().status().isTerminal()) {
      folding = null;
    } else {
      memory = under.state().memory();
    }
  }

  private void keep(StoreChange change) {
    switch (change) {
      case StoreChange.PutRun(var row) -> rows.put("run " + row.run(), change);
      case StoreChange.PutSession _ -> rows.put("session", change);
      case StoreChange.PutArtifact(var row) ->
          rows.put("artifact " + row.name() + " " + row.version(), change);
      case StoreChange.PutQuestion(var row) -> rows.put("question " + row.question(), change);
      case StoreChange.DropQuestion(var question) -> rows.remove("question " + question);
      case StoreChange.DropQuestionsOf(_, var run) ->
          rows.values()
              .removeIf(
                  row ->
                      row instanceof StoreChange.PutQuestion(var asked) && asked.run().equals(run));
      default -> {
        // What a run waits for follows from the state that its events fold to.
      }
    }
  }

  /**
   * What is derived.
   *
   * @param changes that replace what is stored
   * @param memory the values of the shared state of the newest run, by key
   * @param isAtWork whether its run goes on by itself, once somebody loads it
   * @param runs how many
   */
  public record Derived(List<StoreChange> changes, ObjectNode memory, boolean isAtWork, int runs) {}

  /**
   * {@return what is derived of the events so far}
   *
   * @throws StorageException with {@code CORRUPT} if there are none
   */
  public Derived derived() {
    SessionProjection shown = projection;
    if (shown == null) {
      throw damaged("it has no events");
    }
    var changes = new ArrayList<StoreChange>();
    for (String run : runs) {
      changes.add(new StoreChange.DropQuestionsOf(session, run));
      changes.add(new StoreChange.DropTimersOf(session, run));
      changes.add(new StoreChange.DropWaitsOf(session, run));
      changes.add(new StoreChange.DropPlace(run));
    }
    changes.addAll(rows.values());
    RunFolding open = folding;
    if (open != null) {
      addOpen(open.result(), shown, changes);
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    memory.state().asMap().forEach(values::set);
    boolean isAtWork = open != null && isAtWork(open.state());
    return new Derived(changes, values, isAtWork, runs.size());
  }

  private static boolean isAtWork(RunState state) {
    return switch (state.status()) {
      case RUNNING, PAUSING, CANCELLING, FAILING -> true;
      case HELD -> state.hasLiveCalls();
      case NEW, PAUSED, INTERRUPTED, COMPLETED, FAILED, CANCELLED -> false;
    };
  }

  private void addOpen(RunReplay.Replayed run, SessionProjection shown, List<StoreChange> changes) {
    RunState state = run.state();
    var id = new RunId(runs.getLast());
    RunCard card = shown.run();
    if (state.status() == RunStatus.HELD && card != null) {
      changes.add(
          new StoreChange.PutRun(
              card.withUsage(ValueMapping.toWire(state.spending().usage())).toRow()));
    }
    Entry entry = run.pinned().definition().entries().get(state.requireOrigin().entry());
    if (entry != null && entry.concurrent() != null) {
      var place = new EntryId(run.pinned().pin().texts().file(), state.requireOrigin().entry());
      var row = new PlaceRow(id.value(), place, session, state.requireOrigin().startedAt());
      changes.add(new StoreChange.TakePlace(row, Integer.MAX_VALUE));
    }
    Recovery.of(run.pinned().definition(), state, "shutdown")
        .effects()
        .forEach(effect -> waitFor(effect, id, run).ifPresent(changes::add));
    for (Call call : state.calls().values()) {
      if (call.phase() instanceof Call.Phase.Away) {
        changes.add(lookAfter(id, call.id()));
      }
    }
  }

  private Optional<StoreChange> waitFor(Effect effect, RunId run, RunReplay.Replayed replayed) {
    return switch (effect) {
      case Effect.SetTimer(var timer, var at) ->
          Optional.of(
              new StoreChange.PutTimer(new TimerRow(session, run.value(), timer.value(), at)));
      case Effect.AwaitEvent(var step, var event) ->
          Optional.of(
              new StoreChange.PutWait(
                  WaitForm.write(
                      session, run, step, event, replayed.pinned().definition().name().value()),
                  event.since()));
      case Effect.CallModel _,
          Effect.CallTool _,
          Effect.StopCall _,
          Effect.TellCall _,
          Effect.ClearTimer _,
          Effect.ForgetEvent _,
          Effect.Publish _,
          Effect.StartChild _,
          Effect.StopChild _,
          Effect.PauseChild _,
          Effect.ResumeChild _ ->
          Optional.empty();
    };
  }

  private StoreChange lookAfter(RunId run, CallId call) {
    Instant now = environment.now();
    return new StoreChange.PutTimer(ChildMail.lookAfter(session, run.value(), call, now));
  }

  private StorageException damaged(String what) {
    return new StorageException(
        StorageException.Kind.CORRUPT, "session " + session.value() + ": " + what);
  }
}

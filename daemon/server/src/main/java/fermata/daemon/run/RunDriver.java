package fermata.daemon.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.event.WaitForm;
import fermata.daemon.journal.InputMapping;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.journal.Publication;
import fermata.daemon.platform.Mailbox;
import fermata.daemon.store.EntryId;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.NewInput;
import fermata.daemon.store.PublishedRow;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.TimerRow;
import fermata.definition.model.AgentDefinition;
import fermata.engine.fold.Fold;
import fermata.engine.graph.Advance;
import fermata.engine.graph.Transition;
import fermata.engine.run.Effect;
import fermata.engine.run.Failure;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.run.SharedState;
import fermata.engine.run.StepId;
import fermata.engine.run.TimerId;
import fermata.engine.state.Call;
import fermata.engine.state.Origin;
import fermata.engine.state.RunState;
import fermata.wire.event.EventData;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.SessionFact;
import fermata.wire.method.run.StartOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives inputs to a run, in the one order that survives a crash: store what they do, replace the
 * state, publish, perform.
 *
 * <p>Confined to its {@link RunLoop}.
 */
final class RunDriver {

  /** How often an advance is worked out again because another run has written what it wrote. */
  private static final int STALE_MAX = 1_000;

  private final JournalId session;
  private final RunEnvironment environment;
  private final SharedValues shared;
  private final Outside outside;
  private final Consumer<Mailbox.Errand> calls;

  /** Who hears of what a run does. Neither method blocks. */
  interface Outside {

    /** There may be room at an entry point. */
    void left(EntryId entry);

    /** Another session is told something. */
    void tell(JournalId other, RunMessage message);
  }

  /**
   * Makes a driver.
   *
   * @param calls takes those that are to be made, and never blocks; of this loop, since a session
   *     that has rested has another one than before
   */
  RunDriver(
      JournalId session,
      RunEnvironment environment,
      Outside outside,
      Consumer<Mailbox.Errand> calls) {
    this.session = session;
    this.environment = environment;
    this.shared = new SharedValues(environment.store(), session, environment.allowances());
    this.outside = outside;
    this.calls = calls;
  }

  /**
   * Inputs that take effect together, and what is stored with them.
   *
   * @param extra changes that come before the events
   * @param facts about the session, which come before those of the run
   */
  record Work(
      List<RunInput> inputs,
      @Nullable Actor actor,
      @Nullable KeyedReply key,
      List<StoreChange> extra,
      List<EventData> facts) {

    /** {@return inputs that nobody asked for} */
    static Work of(List<RunInput> inputs) {
      return new Work(inputs, null, null, List.of(), List.of());
    }
  }

  private record Outcome(
      RunState next,
      List<RunEvent> events,
      List<Effect> effects,
      boolean isUnfinished,
      List<StoreChange> changes) {

    Outcome(RunState next, List<RunEvent> events) {
      this(next, events, List.of(), false, List.of());
    }
  }

  /** What a run does when nothing has happened to it but that its last events are stored. */
  void goOn(OpenSession here, LiveRun run) {
    drive(here, run, Work.of(List.of()));
  }

  /**
   * Does the work.
   *
   * @throws StorageException if it cannot be stored; then nothing has changed
   * @throws RunBug if the engine broke; then nothing has changed
   */
  Admission drive(OpenSession here, LiveRun run, Work work) {
    return drive(here, run, work, Advance::advance);
  }

  /**
   * Stores what inputs say, and leaves what follows from it to the next start of the daemon.
   *
   * @throws StorageException and {@link RunBug} as {@link #drive(OpenSession, LiveRun, Work)}
   */
  Admission note(OpenSession here, LiveRun run, Work work) {
    return drive(here, run, work, Advance::note);
  }

  /** How an input is taken. */
  private interface Stepping {
    Transition take(
        AgentDefinition definition,
        RunState state,
        RunInput input,
        Instant now,
        SharedState shared);
  }

  private Admission drive(OpenSession here, LiveRun run, Work work, Stepping stepping) {
    Instant now = environment.now();
    List<Settled> settled = work.inputs().stream().map(input -> settled(run, input)).toList();
    List<RunInput> inputs = settled.stream().map(Settled::input).toList();
    for (int attempt = 1; ; attempt++) {
      SharedState seen = shared.view(run);
      Outcome advanced = advance(run, inputs, now, seen, stepping);
      var outcome =
          new Outcome(
              advanced.next(),
              advanced.events(),
              advanced.effects(),
              advanced.isUnfinished(),
              shared.changes(run, seen, advanced.events(), now));
      try {
        return complete(here, run, work, settled, outcome, now);
      } catch (StorageException stale) {
        // Each time somebody else has written, so all together do not stand still.
        if (stale.kind() != StorageException.Kind.STALE || attempt >= STALE_MAX) {
          throw stale;
        }
      }
    }
  }

  /** Ends a run that the engine has broken on. */
  void fail(OpenSession here, LiveRun run, String incident) {
    Instant now = environment.now();
    RunEvent failed = failed(run.state(), incident, now);
    RunState next = Fold.apply(run.definition(), run.state(), failed, now);
    complete(here, run, Work.of(List.of()), List.of(), new Outcome(next, List.of(failed)), now);
  }

  private static RunEvent failed(RunState state, String incident, Instant now) {
    Origin origin = state.origin();
    long millis = origin == null ? 0 : Duration.between(origin.startedAt(), now).toMillis();
    Failure failure = Failure.of("internal", "a bug of the daemon, incident " + incident);
    return new RunEvent.RunFailed(
        failure, null, null, state.spending().usage(), Math.max(0, millis));
  }

  /** Stores a fact about a run that the engine does not have. */
  Admission note(OpenSession here, RunId run, Work work, EventData fact) {
    return note(here, run, work, fact, StartOutcome.STARTED);
  }

  /**
   * Stores a fact about a run that the engine does not have.
   *
   * @param outcome of the start that this comes of
   */
  Admission note(OpenSession here, RunId run, Work work, EventData fact, StartOutcome outcome) {
    var commit = new RunCommit(here.lease(), here.head(), environment.now(), work.actor());
    work.facts().forEach(commit::add);
    commit.add(run, fact);
    var admission = new Admission(session, run, commit.newHead(), true, outcome);
    store(here, commit, List.of(), admission, work);
    publish(run, commit);
    return admission;
  }

  /** Stores facts about the session itself. */
  Admission note(OpenSession here, Work work) {
    var commit = new RunCommit(here.lease(), here.head(), environment.now(), work.actor());
    work.facts().forEach(commit::add);
    boolean hasEffect = !commit.facts().isEmpty();
    long asOf = here.head() + (hasEffect ? 1 : 0);
    var admission = new Admission(session, new RunId(""), asOf, hasEffect);
    store(here, commit, List.of(), admission, work);
    if (hasEffect) {
      publish(admission.run(), commit);
    }
    return admission;
  }

  /** Stores something that people who follow the run should know. */
  void warn(OpenSession here, LiveRun run, String kind, String message) {
    Instant now = environment.now();
    RunEvent warning = new RunEvent.Warning(kind, message);
    RunState next = Fold.apply(run.definition(), run.state(), warning, now);
    complete(here, run, Work.of(List.of()), List.of(), new Outcome(next, List.of(warning)), now);
  }

  /** An input as its audit record says it, so that nothing depends on what was lost on the way. */
  private record Settled(RunInput input, NewInput record) {}

  private static Settled settled(LiveRun run, RunInput input) {
    NewInput record = InputMapping.encode(run.id(), input);
    try {
      return new Settled(InputMapping.decode(record.body()), record);
    } catch (JsonProcessingException unreadable) {
      throw new RunBug(unreadable);
    }
  }

  /** The boundary where a bug of the engine is told apart from others. */
  private static Outcome advance(
      LiveRun run, List<RunInput> inputs, Instant now, SharedState shared, Stepping stepping) {
    RunState state = run.state();
    var events = new ArrayList<RunEvent>();
    var effects = new ArrayList<Effect>();
    boolean isUnfinished = false;
    try {
      if (inputs.isEmpty()) {
        Transition transition = Advance.goOn(run.definition(), state, now, shared);
        return outcome(transition);
      }
      for (RunInput input : inputs) {
        Transition transition = stepping.take(run.definition(), state, input, now, shared);
        state = transition.next();
        events.addAll(transition.events());
        effects.addAll(transition.effects());
        isUnfinished = transition.isUnfinished();
      }
    } catch (RuntimeException | StackOverflowError bug) {
      throw new RunBug(bug);
    }
    return new Outcome(state, events, effects, isUnfinished, List.of());
  }

  private static Outcome outcome(Transition transition) {
    return new Outcome(
        transition.next(),
        transition.events(),
        transition.effects(),
        transition.isUnfinished(),
        List.of());
  }

  private Admission complete(
      OpenSession here,
      LiveRun run,
      Work work,
      List<Settled> inputs,
      Outcome outcome,
      Instant now) {
    RunCommit commit = RunCommit.of(here, run, now, work.actor());
    work.facts().forEach(commit::add);
    inputs.forEach(input -> commit.add(input.record()));
    long asOf = commit.newHead() + (outcome.events().isEmpty() ? 0 : 1);
    List<RunInput> taken = inputs.stream().map(Settled::input).toList();
    List<EventData> kept = KeptArtifacts.of(environment.store(), session, taken, outcome.events());
    commit.add(run, run.state(), kept, outcome.events(), outcome.next());
    var admission = new Admission(session, run.id(), asOf, !commit.facts().isEmpty());
    List<TimerRow> mail = mail(run, outcome, commit);
    Set<TimerId> passing = passing(run.state(), outcome.next());
    List<StoreChange> beside = timerChanges(run, inputs, outcome.effects(), passing);
    beside.addAll(outcome.changes());
    mail.forEach(word -> beside.add(new StoreChange.PutTimer(word)));
    store(here, commit, beside, admission, work);
    run.replaceState(outcome.next());
    environment.snapshots().consider(session, run, commit);
    publish(run.id(), commit);
    perform(run, outcome.effects(), commit.newHead(), passing);
    mail.forEach(environment.timers()::set);
    if (outcome.isUnfinished()) {
      // By the mailbox, so that a pause or a cancel comes between.
      outside.tell(session, new RunMessage.GoOn(run.id()));
    }
    if (outcome.next().status().isTerminal()) {
      passing.forEach(timer -> environment.timers().clearPassing(session, run.id(), timer));
      end(here, run);
    }
    return admission;
  }

  /** What is said to child runs and to the parent, in the commit that it is about. */
  private List<TimerRow> mail(LiveRun run, Outcome outcome, RunCommit commit) {
    var mail = new ArrayList<>(ChildMail.of(session, run, outcome.effects(), commit.at()));
    mail.addAll(asked(run, commit));
    if (outcome.next().status().isTerminal()) {
      ChildMail.ended(run, commit.at()).ifPresent(mail::add);
    }
    return mail;
  }

  /** Who follows the parent sees what is asked below it. */
  private static List<TimerRow> asked(LiveRun run, RunCommit commit) {
    RunParent parent = run.pinned().pin().options().parent();
    var words = new ArrayList<TimerRow>();
    if (parent != null) {
      for (SessionProjection.Placed placed : commit.facts()) {
        ChildQuestions.of(run.id(), parent, placed.fact())
            .map(asked -> ChildMail.asked(parent, asked, placed.seq(), commit.at()))
            .ifPresent(words::add);
      }
    }
    return words;
  }

  private void store(
      OpenSession here,
      RunCommit commit,
      List<StoreChange> timers,
      Admission admission,
      Work work) {
    var changes = new ArrayList<>(work.extra());
    changes.add(commit.toAppend());
    SessionProjection next = here.projection();
    if (!commit.facts().isEmpty()) {
      SessionProjection.Change change = projected(here, commit);
      next = change.next();
      changes.addAll(change.changes());
    }
    changes.addAll(timers);
    KeyedReply key = work.key();
    if (key != null) {
      changes.add(new StoreChange.RememberResult(key.toResult(admission, commit.at())));
    }
    environment.store().commit(changes);
    here.stored(commit.newHead(), next);
  }

  private static SessionProjection.Change projected(OpenSession here, RunCommit commit) {
    SessionProjection before = here.projection();
    if (before == null && commit.facts().getFirst().fact() instanceof SessionFact.Created made) {
      before = SessionProjection.begin(made);
    }
    if (before == null) {
      throw new IllegalStateException("a session's first event must be its creation");
    }
    return before.after(commit.facts(), commit.usageAtHold());
  }

  /** The deadlines of calls under way: a daemon that ends has neither calls nor deadlines. */
  private static Set<TimerId> passing(RunState before, RunState after) {
    var passing = new HashSet<TimerId>();
    for (RunState state : List.of(before, after)) {
      for (Call call : state.calls().values()) {
        if (call.phase() instanceof Call.Phase.InFlight) {
          passing.add(TimerId.deadline(call.id()));
        }
      }
    }
    return passing;
  }

  /** Timers are stored with the events that set them; one that was due has been dealt with. */
  private List<StoreChange> timerChanges(
      LiveRun run, List<Settled> inputs, List<Effect> effects, Set<TimerId> passing) {
    var changes = new ArrayList<StoreChange>();
    for (Settled each : inputs) {
      if (each.input() instanceof RunInput.TimerDue(var timer)) {
        changes.add(new StoreChange.DropTimer(session, run.id().value(), timer.value()));
      }
    }
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.SetTimer set when passing.contains(set.timer()) -> {}
        case Effect.SetTimer set -> changes.add(new StoreChange.PutTimer(row(run, set)));
        case Effect.ClearTimer(var timer) when passing.contains(timer) -> {}
        case Effect.ClearTimer(var timer) ->
            changes.add(new StoreChange.DropTimer(session, run.id().value(), timer.value()));
        case Effect.AwaitEvent(var step, var event) ->
            changes.add(
                new StoreChange.PutWait(
                    WaitForm.write(session, run.id(), step, event, run.definition().name().value()),
                    event.since()));
        case Effect.ForgetEvent(var step) ->
            changes.add(new StoreChange.DropWait(session, run.id().value(), step.value()));
        case Effect.Publish publish -> changes.add(publication(run, publish));
        case Effect.StartChild _,
            Effect.StopChild _,
            Effect.PauseChild _,
            Effect.ResumeChild _,
            Effect.CallModel _,
            Effect.CallTool _,
            Effect.TellCall _,
            Effect.StopCall _ -> {}
      }
    }
    return changes;
  }

  private StoreChange publication(LiveRun run, Effect.Publish publish) {
    var publication =
        new Publication(
            publish.schema(),
            publish.tags(),
            (ObjectNode) publish.data(),
            run.id().value(),
            publish.step().value(),
            publish.node().value(),
            new EventEnvelope.Cause(
                null, null, null, run.definition().name().value(), run.trace()));
    return new StoreChange.Publish(
        new PublishedRow(
            JournalRecords.encode(publication), publish.schema(), environment.now(), null));
  }

  private TimerRow row(LiveRun run, Effect.SetTimer set) {
    return new TimerRow(session, run.id().value(), set.timer().value(), set.at());
  }

  private void publish(RunId run, RunCommit commit) {
    List<EventData> facts = commit.facts().stream().map(SessionProjection.Placed::fact).toList();
    environment.log().publish(session, run.value(), commit.newHead(), facts);
  }

  private void perform(LiveRun run, List<Effect> effects, long head, Set<TimerId> passing) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.CallModel call ->
            calls.accept(run.calls().begin(call, begun(run, call.step(), head)));
        case Effect.CallTool call ->
            calls.accept(run.calls().begin(call, begun(run, call.step(), head)));
        case Effect.StopCall(var call) -> run.calls().stop(call);
        case Effect.SetTimer set when passing.contains(set.timer()) ->
            environment.timers().setPassing(row(run, set));
        case Effect.TellCall(var call, var answer) -> run.calls().tell(call, answer);
        case Effect.SetTimer set -> environment.timers().set(row(run, set));
        case Effect.ClearTimer(var timer) ->
            environment.timers().clearPassing(session, run.id(), timer);
        case Effect.AwaitEvent _, Effect.Publish _ -> environment.events().wake();
        case Effect.ForgetEvent(var step) ->
            environment.events().forget(session, run.id().value(), step.value());
        case Effect.StartChild _,
            Effect.StopChild _,
            Effect.PauseChild _,
            Effect.ResumeChild _ -> {}
      }
    }
  }

  private static RunCalls.Begun begun(LiveRun run, StepId step, long head) {
    return new RunCalls.Begun(StepPlaces.of(run.state(), step), head);
  }

  private void end(OpenSession here, LiveRun run) {
    here.end();
    run.calls().close();
    environment.folders().materialise(session, memoryOf(run.state()));
    Origin origin = run.state().origin();
    if (origin != null) {
      outside.left(new EntryId(run.pinned().pin().texts().file(), origin.entry()));
    }
    SessionProjection shown = here.projection();
    if (shown != null) {
      shown
          .later()
          .forEach(next -> outside.tell(session, new RunMessage.Admit(new RunId(next.run()))));
    }
  }

  private static ObjectNode memoryOf(RunState state) {
    ObjectNode memory = JsonNodeFactory.instance.objectNode();
    state.memory().state().asMap().forEach(memory::set);
    return memory;
  }
}

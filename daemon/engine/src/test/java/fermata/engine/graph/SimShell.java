package fermata.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.selector.Selector;
import fermata.definition.selector.SelectorCondition;
import fermata.definition.selector.SelectorForm;
import fermata.definition.selector.SelectorOperator;
import fermata.definition.selector.SelectorPath;
import fermata.engine.run.CallId;
import fermata.engine.run.Effect;
import fermata.engine.run.PublishedEvent;
import fermata.engine.run.QuestionId;
import fermata.engine.run.RunInput;
import fermata.engine.run.StepId;
import fermata.engine.run.Stride;
import fermata.engine.run.TimerId;
import fermata.engine.state.Call;
import fermata.engine.state.Origin;
import fermata.engine.state.Question;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A shell whose world is chance: what comes, in which order, how late, and where it crashes.
 *
 * <p>Checks what a shell relies on: that a run which has not ended always waits for something that
 * can come, and that the timers it was told of are those that the state wants.
 */
final class SimShell {

  private static final int PUBLISHED_MAX = 200;

  private final Set<StepId> waits = new LinkedHashSet<>();
  private static final int PROGRESS_MAX = 5_000;

  private final Journal journal;
  private final RandomGenerator random;
  private final SimWorld world;
  private final SequencedMap<CallId, Effect> live = new LinkedHashMap<>();
  private final SequencedSet<CallId> stopping = new LinkedHashSet<>();
  private final Map<TimerId, Instant> timers = new HashMap<>();
  private final Map<TimerId, Instant> fired = new HashMap<>();
  private final List<RunInput> told = new ArrayList<>();
  private long publishedCount;
  private Instant now = ScenarioRun.START;

  SimShell(Journal journal, RandomGenerator random) {
    this.journal = journal;
    this.random = random;
    this.world = new SimWorld(random);
  }

  /** Goes on from what is stored. */
  static SimShell found(Journal journal, RandomGenerator random) {
    var shell = new SimShell(journal, random);
    if (!journal.entries().isEmpty()) {
      shell.now = journal.entries().getLast().at();
    }
    shell.recover();
    return shell;
  }

  Journal journal() {
    return journal;
  }

  private RunState state() {
    return journal.state();
  }

  boolean hasEnded() {
    return state().status().isTerminal();
  }

  /** Lets some things happen, wanted and unwanted. */
  void live(RunInput.Started started, int count) {
    for (int i = 0; i < count && !hasEnded(); i++) {
      if (state().status() == RunStatus.NEW) {
        take(started);
      } else if (random.nextInt(100) < 12) {
        disturb();
      } else {
        progress();
      }
    }
  }

  /** Lets only wanted things happen, until the run has ended. */
  void drain() {
    if (state().debugging() != null && !hasEnded()) {
      take(new RunInput.BreakpointsSet(Commands.set(Commands.json("{}"))));
    }
    for (int i = 0; !hasEnded(); i++) {
      assertThat(i).as("the run goes on for ever: %s", state()).isLessThan(PROGRESS_MAX);
      progress();
    }
    told.forEach(this::take);
    assertThat(journal.replayed()).isEqualTo(state());
  }

  private void progress() {
    var possible = new ArrayList<Runnable>();
    live.keySet().forEach(call -> possible.add(() -> finish(call)));
    live.keySet().forEach(call -> possible.add(() -> finish(call)));
    live.forEach(
        (call, effect) -> {
          if (effect instanceof Effect.CallTool && random.nextInt(8) == 0) {
            possible.add(() -> take(world.wanted(call)));
          }
        });
    stopping.forEach(call -> possible.add(() -> stopped(call)));
    for (Call.Child child : Delegation.away(state()).toList()) {
      possible.add(() -> endChild(child));
    }
    for (Question question : state().questions().values()) {
      possible.add(() -> answer(question));
    }
    for (StepId step : waits) {
      possible.add(() -> publish(step));
    }
    if (!timers.isEmpty() && (possible.isEmpty() || random.nextInt(4) == 0)) {
      possible.add(this::nextTimer);
    }
    if (standsStill(state().status())) {
      possible.add(this::goOn);
    }
    assertThat(possible).as("a run that waits for nothing: %s", state()).isNotEmpty();
    one(possible).run();
  }

  private static boolean standsStill(RunStatus status) {
    return status == RunStatus.INTERRUPTED || status == RunStatus.PAUSED;
  }

  private void disturb() {
    switch (random.nextInt(14)) {
      case 13 -> steerOrDebug();
      case 12 -> debug();
      case 0, 1, 2 -> crash();
      case 11 -> fork();
      case 3 -> take(new RunInput.ResumeRequested("nobody"));
      case 4 -> take(new RunInput.Interrupted("by mistake"));
      case 5 -> again();
      case 6 -> nonsense();
      case 7 -> lose();
      case 8, 9 -> take(new RunInput.PauseRequested("for a while", "somebody"));
      default -> {
        if (random.nextBoolean()) {
          take(new RunInput.CancelRequested("enough", "somebody"));
        } else {
          end();
        }
      }
    }
  }

  /** Somebody tells a model something that it has not asked for, where one is at work. */
  private void steerOrDebug() {
    Steering.steerable(state()).stream()
        .findFirst()
        .ifPresentOrElse(
            step -> take(new RunInput.Steered(step.id(), "look closer", "somebody")), this::debug);
  }

  /** Somebody wants the run to stand still at a node and wherever something goes wrong. */
  private void debug() {
    var nodes = List.copyOf(journal.definition().nodes().keySet());
    String at = one(nodes).value();
    take(
        new RunInput.BreakpointsSet(
            Commands.set(
                Commands.json(
                    "{\"agent\": \"sim\", \"at\": [\"node:"
                        + at
                        + "\"], \"stops\": [\"failure\", \"question\"]}"))));
  }

  private void goOn() {
    boolean isStepping = state().status() == RunStatus.PAUSED && state().debugging() != null;
    take(
        isStepping && random.nextBoolean()
            ? new RunInput.StepRequested(
                null, random.nextBoolean() ? Stride.OVER : Stride.IN, "somebody")
            : new RunInput.ResumeRequested("somebody"));
  }

  // Whatever was under way is gone; a crash comes before the input is stored, or after it and
  // before
  // its effects.
  private void crash() {
    journal.reopen();
    recover();
  }

  // A daemon that ends takes answers and cancels of runs that wait, and the next one acts on them.
  private void end() {
    if (state().status() == RunStatus.HELD && live.isEmpty()) {
      List<Question> open = List.copyOf(state().questions().values());
      RunInput last =
          open.isEmpty() || random.nextInt(4) == 0
              ? new RunInput.CancelRequested("enough", "somebody")
              : given(one(open));
      Transition noted = journal.note(last, now);
      assertThat(noted.events()).as("what was said is stored: %s", last).isNotEmpty();
      told.add(last);
    }
    crash();
  }

  private void recover() {
    live.clear();
    stopping.clear();
    timers.clear();
    fired.clear();
    waits.clear();
    Recovery recovery = Recovery.of(journal.definition(), state(), "crash");
    recovery.effects().forEach(this::perform);
    recovery.inputs().forEach(this::take);
  }

  // The run goes on as another one; what the first had under way is none of its business.
  private void fork() {
    Origin origin = state().origin();
    if (origin != null) {
      var shift = Duration.ofSeconds(random.nextInt(1_000));
      pass((int) shift.toSeconds());
      take(
          Commands.forked(
              origin.input(), new LinkedHashMap<>(), origin.tools(), origin.models(), shift));
    }
  }

  private void again() {
    if (!told.isEmpty()) {
      take(one(told));
    }
  }

  private void nonsense() {
    var call = new CallId("c" + random.nextInt(30));
    take(
        switch (random.nextInt(5)) {
          case 0 -> new RunInput.ModelReplied(call, world.reply());
          case 1 -> new RunInput.ToolReturned(call, world.tool());
          case 2 -> new RunInput.TimerDue(TimerId.deadline(call));
          case 3 -> new RunInput.ModelFailed(call, world.modelFailure());
          default ->
              new RunInput.AnswerGiven(
                  new QuestionId("r1.q" + random.nextInt(9)),
                  JsonNodeFactory.instance.arrayNode(),
                  "nobody");
        });
    forgetEnded();
  }

  // An input that fits by accident ends a call for the engine; its performer knows nothing of it.
  private void forgetEnded() {
    live.keySet()
        .removeIf(
            id ->
                !stopping.contains(id)
                    && state().callsInFlight().noneMatch(c -> c.id().equals(id)));
  }

  private void lose() {
    if (!live.isEmpty()) {
      CallId call = one(List.copyOf(live.keySet()));
      live.remove(call);
      stopping.remove(call);
      take(new RunInput.EffectLost(call));
    }
  }

  private void finish(CallId call) {
    stopping.remove(call);
    pass(random.nextInt(40));
    Effect effect = live.remove(call);
    RunInput input =
        effect instanceof Effect.CallModel
            ? model(call)
            : new RunInput.ToolReturned(call, world.tool());
    take(input);
    told.add(input);
  }

  private RunInput model(CallId call) {
    return random.nextInt(6) == 0
        ? new RunInput.ModelFailed(call, world.modelFailure())
        : new RunInput.ModelReplied(call, world.reply());
  }

  private void stopped(CallId call) {
    if (random.nextInt(3) == 0) {
      finish(call);
      return;
    }
    stopping.remove(call);
    live.remove(call);
    take(random.nextInt(4) == 0 ? new RunInput.EffectLost(call) : new RunInput.CallStopped(call));
  }

  private void answer(Question question) {
    pass(random.nextInt(40));
    RunInput input = given(question);
    take(input);
    told.add(input);
  }

  private RunInput given(Question question) {
    return new RunInput.AnswerGiven(question.id(), world.answer(question.asked()), "somebody");
  }

  // Some events are not what the step waits for, and some steps wait for what never comes.
  private void publish(StepId step) {
    pass(random.nextInt(40));
    if (publishedCount > PUBLISHED_MAX) {
      take(new RunInput.CancelRequested("nothing came", "somebody"));
      return;
    }
    Selector selector =
        ((SelectorForm.Reading.Fine)
                SelectorForm.read(Objects.requireNonNull(Waits.of(state()).get(step)).selector()))
            .selector();
    String schema = random.nextInt(4) == 0 ? "other.v1" : selector.schema();
    var event =
        new PublishedEvent(++publishedCount, now, schema, selector.allTags(), data(selector));
    RunInput input = new RunInput.EventMatched(step, event);
    take(input);
    told.add(input);
  }

  // A child run lives on whatever happens to its parent; what it used is within its grant.
  private void endChild(Call.Child child) {
    pass(random.nextInt(400));
    RunInput input =
        random.nextInt(5) == 0
            ? new RunInput.ChildAsked(
                child.id(),
                child.run(),
                new QuestionId(child.run().value() + ".q1"),
                random.nextBoolean())
            : new RunInput.ChildEnded(
                child.id(), child.run(), world.child(), world.usage(child.grant()));
    take(input);
    told.add(input);
  }

  private ObjectNode data(Selector selector) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("n", random.nextInt(3)).put("amount", 1).put("by", "ann");
    for (SelectorCondition condition : selector.where()) {
      if (condition.operator() == SelectorOperator.EQ
          && condition.path().segments().getFirst()
              instanceof SelectorPath.Segment.Name(var name)) {
        data.set(name, condition.value());
      }
    }
    return data;
  }

  private void nextTimer() {
    Map.Entry<TimerId, Instant> first =
        timers.entrySet().stream()
            .min(
                Map.Entry.<TimerId, Instant>comparingByValue()
                    .thenComparing(entry -> entry.getKey().value()))
            .orElseThrow();
    TimerId next = first.getKey();
    Instant at = first.getValue();
    now = at.isAfter(now) ? at : now;
    timers.remove(next);
    fired.put(next, at);
    take(new RunInput.TimerDue(next));
  }

  private void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }

  private void take(RunInput input) {
    if (state().status() == RunStatus.NEW && !(input instanceof RunInput.Started)) {
      return;
    }
    Transition transition = journal.take(input, now);
    if (random.nextInt(60) == 0 && !hasEnded() && !isBreak(input)) {
      crash();
      return;
    }
    if (isBreak(input) && !transition.events().isEmpty()) {
      timers.clear();
      fired.clear();
      waits.clear();
      live.clear();
      stopping.clear();
    }
    transition.effects().forEach(this::perform);
    checkTimers();
    assertThat(waits).isEqualTo(Waits.of(state()).keySet());
  }

  private static boolean isBreak(RunInput input) {
    return input instanceof RunInput.Interrupted || input instanceof RunInput.Forked;
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.CallModel it -> start(it.call(), it);
      case Effect.CallTool it -> start(it.call(), it);
      case Effect.SetTimer(var timer, var at) -> {
        timers.put(timer, at);
        fired.remove(timer);
      }
      case Effect.AwaitEvent(var step, _) -> waits.add(step);
      case Effect.ForgetEvent(var step) -> waits.remove(step);
      case Effect.Publish _ -> publishedCount++;
      case Effect.ClearTimer(var timer) -> {
        timers.remove(timer);
        fired.remove(timer);
      }
      case Effect.StartChild(_, var run) ->
          assertThat(Delegation.away(state()).map(Call.Child::run)).contains(run);
      case Effect.StopChild(_, var run, _) ->
          assertThat(Delegation.away(state()).map(Call.Child::run)).contains(run);
      case Effect.PauseChild _, Effect.ResumeChild _ -> {}
      case Effect.TellCall(var call, _) ->
          assertThat(live).as("only what goes on is told something").containsKey(call);
      case Effect.StopCall(var call) -> {
        assertThat(live).as("only what goes on can be stopped").containsKey(call);
        stopping.add(call);
      }
    }
  }

  private void start(CallId call, Effect effect) {
    assertThat(live.put(call, effect)).as("%s goes on once at a time", call).isNull();
  }

  private void checkTimers() {
    Map<TimerId, Instant> wanted = Timers.of(journal.definition(), state());
    assertThat(wanted).as("timers that nobody wants").containsAllEntriesOf(timers);
    wanted.forEach(
        (timer, at) ->
            assertThat(timers.getOrDefault(timer, fired.get(timer)))
                .as("timer %s of %s", timer, state())
                .isEqualTo(at));
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}

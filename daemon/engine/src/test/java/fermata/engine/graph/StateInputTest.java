package fermata.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Ordered;
import fermata.engine.fold.Fold;
import fermata.engine.run.CallId;
import fermata.engine.run.ChildOutcome;
import fermata.engine.run.Effect;
import fermata.engine.run.Failure;
import fermata.engine.run.PublishedEvent;
import fermata.engine.run.QuestionId;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.run.StepId;
import fermata.engine.run.Stride;
import fermata.engine.run.TimerId;
import fermata.engine.run.ToolOutcome;
import fermata.engine.run.Usage;
import fermata.engine.state.Call;
import fermata.engine.state.Origin;
import fermata.engine.state.Question;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import fermata.engine.state.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every state meets every input.
 *
 * <p>Each state that a scenario or a simulated run comes to is given every kind of input, about
 * every call and question in it and about some that it does not know. What comes of it, by the
 * first event, is in {@code src/test/state-input.txt}; a status, phase, work or input that is added
 * is not in there. {@code -Dgolden=update} rewrites the file.
 */
class StateInputTest {

  private static final Path TABLE = Path.of("src/test/state-input.txt");
  private static final int SIMULATED = 90;
  private static final CallId NEVER_GIVEN = new CallId("c999");

  private final SequencedMap<String, SequencedMap<String, Set<String>>> table = new TreeMap<>();

  @Test
  void givesWhatTheTableSays() throws IOException {
    addRows();
    for (Path file : ScenarioTest.files()) {
      visit(ScenarioTest.run(file).journal());
    }
    for (int seed = 0; seed < SIMULATED; seed++) {
      var random = new SplittableRandom(seed);
      var journal = new Journal(SimulationTest.agent(SimAgent.text(random)));
      var shell = new SimShell(journal, random);
      shell.live(SimulationTest.started(), 60);
      visit(journal);
    }
    compare();
  }

  private void compare() throws IOException {
    String text = table.keySet().stream().map(this::lines).collect(Collectors.joining());
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(TABLE, text);
    }
    assertThat(text).isEqualTo(Files.readString(TABLE));
  }

  private String lines(String subject) {
    SequencedMap<String, Set<String>> outcomes = row(subject);
    if (outcomes.values().stream().allMatch(Set::isEmpty)) {
      return subject + ": no run is at rest with such a one\n";
    }
    return outcomes.entrySet().stream()
        .map(
            row ->
                "%s × %s: %s\n".formatted(subject, row.getKey(), String.join(", ", row.getValue())))
        .collect(Collectors.joining());
  }

  private void addRows() {
    for (String input : names(RunInput.class)) {
      for (RunStatus status : RunStatus.values()) {
        row("run " + status.label(), input);
      }
    }
    for (String input :
        List.of(
            "ModelReplied",
            "ModelFailed",
            "ToolReturned",
            "ToolAsked",
            "ToolContent",
            "CallStopped",
            "ChildEnded",
            "ChildAsked")) {
      addCallRows(input);
    }
    addCallRows("EffectLost");
    addCallRows("TimerDue");
    for (String work : names(Step.Work.class)) {
      row("step " + work);
    }
  }

  private void addCallRows(String input) {
    for (String phase : names(Call.Phase.class)) {
      row("call model " + phase, input);
      row("call tool " + phase, input);
      row("call child " + phase, input);
    }
    for (String other : List.of("stopping", "gone", "never given")) {
      row("call " + other, input);
    }
  }

  private static List<String> names(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses()).map(Class::getSimpleName).toList();
  }

  private SequencedMap<String, Set<String>> row(String subject) {
    return table.computeIfAbsent(subject, _ -> new TreeMap<>());
  }

  private Set<String> row(String subject, String input) {
    return row(subject).computeIfAbsent(input, _ -> new TreeSet<>());
  }

  private void visit(Journal journal) {
    AgentDefinition definition = journal.definition();
    RunState state = Fold.initial();
    probe(definition, state, ScenarioRun.START);
    for (int i = 0; i < journal.entries().size(); i++) {
      Journal.Entry entry = journal.entries().get(i);
      state = Fold.apply(definition, state, entry.event(), entry.at());
      if (journal.ends().contains(i + 1)) {
        probe(definition, state, entry.at());
      }
    }
  }

  /** An input, and the things in the state that it is about. */
  private record Probe(RunInput input, List<String> subjects) {}

  private void probe(AgentDefinition definition, RunState state, Instant now) {
    Map<TimerId, Instant> timers = Timers.of(definition, state);
    for (Probe probe : probes(state)) {
      Instant at =
          probe.input() instanceof RunInput.TimerDue(var timer)
              ? timers.getOrDefault(timer, now)
              : now;
      String outcome = outcome(definition, state, probe.input(), at);
      String name = probe.input().getClass().getSimpleName();
      row("run " + state.status().label(), name).add(outcome);
      probe.subjects().forEach(subject -> row(subject, name).add(outcome));
    }
  }

  private static String outcome(
      AgentDefinition definition, RunState state, RunInput input, Instant now) {
    Transition transition = Advance.advance(definition, state, input, now);
    assertThat(Advance.advance(definition, state, input, now)).isEqualTo(transition);
    RunState folded = state;
    for (RunEvent event : transition.events()) {
      folded = Fold.apply(definition, folded, event, now);
    }
    assertThat(folded).isEqualTo(transition.next());
    if (transition.events().isEmpty()) {
      assertThat(transition.next()).isEqualTo(state);
      // A daemon that has just started has no timers: those of a held run are set once more.
      assertThat(transition.effects())
          .allMatch(
              it ->
                  input instanceof RunInput.Interrupted
                      && (it instanceof Effect.SetTimer || it instanceof Effect.AwaitEvent));
      return "nothing";
    }
    assertThat(state.status().isTerminal()).isFalse();
    return transition.events().getFirst().type();
  }

  private static List<Probe> probes(RunState state) {
    var probes = new ArrayList<Probe>();
    List<String> works =
        state.steps().values().stream().map(step -> "step " + name(step.work())).toList();
    Stream.of(
            SimulationTest.started(),
            new RunInput.CancelRequested("enough", "somebody"),
            new RunInput.PauseRequested("for a while", "somebody"),
            new RunInput.TimerDue(TimerId.deadline()),
            new RunInput.Interrupted("crash"),
            new RunInput.ResumeRequested("somebody"),
            forked(state),
            new RunInput.BreakpointsSet(Commands.set(Commands.json("{\"stops\": [\"failure\"]}"))),
            new RunInput.StepRequested(null, Stride.OVER, "somebody"),
            new RunInput.StateSet(
                state.steps().asMap().keySet().stream().findFirst().orElse(new StepId("s999")),
                "total",
                Commands.json("1"),
                "somebody"),
            new RunInput.Steered(
                state.steps().asMap().keySet().stream().findFirst().orElse(new StepId("s999")),
                "look closer",
                "somebody"),
            new RunInput.TimerDue(TimerId.duration()))
        .forEach(input -> probes.add(new Probe(input, works)));
    state.calls().values().forEach(call -> aboutCall(probes, call.id(), subjects(state, call)));
    state.stopping().asMap().keySet().stream()
        .filter(call -> !state.calls().has(call))
        .forEach(call -> aboutCall(probes, call, List.of("call stopping")));
    if (state.counters().calls() > 0 && !state.calls().has(new CallId("c1"))) {
      aboutCall(
          probes,
          new CallId("c1"),
          state.stopping().has(new CallId("c1")) ? List.of() : List.of("call gone"));
    }
    aboutCall(probes, NEVER_GIVEN, List.of("call never given"));
    state.questions().values().forEach(question -> aboutQuestion(probes, state, question));
    Waits.steps(state).forEach(step -> aboutWait(probes, step));
    var nobody = new RunInput.EventMatched(new StepId("s999"), tick());
    probes.add(new Probe(nobody, List.of()));
    JsonNode yes = Commands.json("true");
    probes.add(
        new Probe(new RunInput.AnswerGiven(new QuestionId("r1.q999"), yes, "nobody"), List.of()));
    return probes;
  }

  private static RunInput forked(RunState state) {
    Origin origin = state.origin();
    return origin == null
        ? Commands.forked(
            Commands.json("{}"),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            Duration.ZERO)
        : Commands.forked(
            origin.input(), new LinkedHashMap<>(), origin.tools(), origin.models(), Duration.ZERO);
  }

  private static void aboutCall(List<Probe> probes, CallId call, List<String> subjects) {
    var world = new SimWorld(new SplittableRandom(7));
    Stream.<Function<CallId, RunInput>>of(
            id -> new RunInput.ModelReplied(id, world.reply()),
            id -> new RunInput.ModelFailed(id, world.modelFailure()),
            id -> new RunInput.ToolReturned(id, new ToolOutcome.Completed(Commands.json("{}"))),
            RunInput.CallStopped::new,
            id ->
                new RunInput.ToolAsked(
                    id, QuestionKind.FREE_TEXT, "Who?", Ordered.empty(), List.of()),
            RunInput.ToolContent::new,
            id -> ended(id, new ChildOutcome.Completed(Commands.json("{}"))),
            id -> ended(id, new ChildOutcome.Failed(Failure.of("by chance", "by chance"))),
            id ->
                new RunInput.ChildAsked(
                    id, child(id), new QuestionId(child(id).value() + ".q1"), true),
            RunInput.EffectLost::new,
            id -> new RunInput.TimerDue(TimerId.deadline(id)),
            id -> new RunInput.TimerDue(TimerId.retry(id)))
        .forEach(input -> probes.add(new Probe(input.apply(call), subjects)));
  }

  private static RunInput ended(CallId call, ChildOutcome outcome) {
    return new RunInput.ChildEnded(call, child(call), outcome, Usage.NONE);
  }

  private static RunId child(CallId call) {
    return new RunId("r1." + call.value());
  }

  private static List<String> subjects(RunState state, Call call) {
    String kind =
        switch (call) {
          case Call.Model _ -> "model ";
          case Call.Tool _ -> "tool ";
          case Call.Child _ -> "child ";
        };
    var subjects = new ArrayList<String>();
    subjects.add("call " + kind + name(call.phase()));
    if (state.stopping().has(call.id())) {
      subjects.add("call stopping");
    }
    subjects.add("step " + name(state.steps().get(call.step()).work()));
    return subjects;
  }

  private static void aboutQuestion(List<Probe> probes, RunState state, Question question) {
    var world = new SimWorld(new SplittableRandom(7));
    // What is asked about a limit may be asked when its step has ended.
    List<String> subjects =
        state.steps().find(question.asked().step()).stream()
            .map(step -> "step " + name(step.work()))
            .toList();
    JsonNode answer = world.answer(question.asked());
    probes.add(new Probe(new RunInput.AnswerGiven(question.id(), answer, "somebody"), subjects));
    probes.add(new Probe(new RunInput.TimerDue(TimerId.question(question.id())), subjects));
  }

  private static void aboutWait(List<Probe> probes, Step step) {
    List<String> subjects = List.of("step " + name(step.work()));
    probes.add(new Probe(new RunInput.EventMatched(step.id(), tick()), subjects));
    probes.add(new Probe(new RunInput.TimerDue(TimerId.wait(step.id())), subjects));
  }

  private static PublishedEvent tick() {
    return Commands.published(Commands.json("{\"schema\": \"tick.v1\", \"data\": {\"n\": 1}}"));
  }

  private static String name(Object value) {
    return value.getClass().getSimpleName();
  }
}

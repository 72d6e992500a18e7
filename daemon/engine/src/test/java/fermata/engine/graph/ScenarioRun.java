package fermata.engine.graph;

import fermata.definition.load.AgentLoader;
import fermata.definition.load.LoadedAgent;
import fermata.definition.load.PromptFiles;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.tool.ToolKnowledge;
import fermata.engine.run.Effect;
import fermata.engine.run.RunInput;
import fermata.engine.run.SharedState;
import fermata.engine.run.TimerId;
import fermata.engine.state.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One scenario under way, with a clock that stands still unless told otherwise. */
final class ScenarioRun {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Printer printer = new Printer(START);
  private final Commands commands = new Commands();
  private final Map<TimerId, Instant> timers = new HashMap<>();
  private final List<Taken> taken = new ArrayList<>();
  private @Nullable AgentDefinition definition;
  private @Nullable Journal journal;
  private Instant now = START;

  /** An input, with the state that it came to. */
  record Taken(RunState before, RunInput input, Instant at) {}

  List<Taken> taken() {
    return taken;
  }

  Journal journal() {
    return Objects.requireNonNull(journal);
  }

  AgentDefinition definition() {
    return Objects.requireNonNull(definition);
  }

  String execute(String command) {
    String[] lines = command.split("\n", -1);
    String[] words = lines[0].split(" ", 2);
    String rest = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "agent" -> agent(command.substring(command.indexOf('\n') + 1));
      case "tools" -> each(lines, commands::addTool);
      case "models" -> each(lines, commands::addModel);
      case "wait" -> pass(Duration.parse(rest));
      case "timer" -> timer(new TimerId(rest));
      case "shared" -> shared(rest);
      case "state" -> state();
      case "recover" -> recover(rest);
      default -> take(commands.input(lines[0]));
    };
  }

  private String agent(String yaml) {
    LoadedAgent loaded =
        AgentLoader.load(
            new SourceText("scenario.agent.yaml", yaml), PromptFiles.NONE, ToolKnowledge.NONE);
    definition = loaded.definition();
    journal = new Journal(definition());
    return loaded.isUsable() ? "ok\n" : "refused " + errors(loaded) + "\n";
  }

  // The engine is total: it runs what the checks refuse, and fails at the place that they name.
  private static String errors(LoadedAgent loaded) {
    return loaded.problems().stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .map(problem -> problem.code().code() + " " + problem.code().name())
        .collect(Collectors.joining(", "));
  }

  private static String each(String[] lines, Consumer<String> add) {
    for (int i = 1; i < lines.length; i++) {
      add.accept(lines[i]);
    }
    return "ok\n";
  }

  private String pass(Duration time) {
    now = now.plus(time);
    return "ok\n";
  }

  // Moves the clock to the time of the timer, which is when it is due.
  private String timer(TimerId timer) {
    Instant at = timers.get(timer);
    if (at == null) {
      return "not set\n";
    }
    now = at.isAfter(now) ? at : now;
    timers.remove(timer);
    return take(new RunInput.TimerDue(timer));
  }

  // {"key": [value, version]}
  private String shared(String json) {
    var values = new LinkedHashMap<String, SharedState.Value>();
    Commands.json(json)
        .properties()
        .forEach(
            entry ->
                values.put(
                    entry.getKey(),
                    new SharedState.Value(
                        entry.getValue().get(0), entry.getValue().get(1).intValue())));
    journal().share(new SharedState(values));
    return "ok\n";
  }

  private String state() {
    RunState state = journal().state();
    var text = new StringBuilder();
    state.memory().state().asMap().forEach((key, value) -> line(text, "state " + key, value));
    state
        .memory()
        .outputs()
        .asMap()
        .forEach((node, value) -> line(text, "node  " + node.value(), value));
    return text.append(printer.value(state.spending().usage())).append('\n').toString();
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append(name).append(" = ").append(value).append('\n');
  }

  private String recover(String cause) {
    Recovery recovery = Recovery.of(definition(), journal().state(), cause);
    timers.clear();
    var text = new StringBuilder();
    recovery
        .effects()
        .forEach(
            effect -> {
              text.append(printer.effect(effect)).append('\n');
              perform(effect);
            });
    recovery.inputs().forEach(input -> text.append(take(input)));
    return text.isEmpty() ? "nothing\n" : text.toString();
  }

  private String take(RunInput input) {
    taken.add(new Taken(journal().state(), input, now));
    Transition transition = journal().take(input, now);
    transition.effects().forEach(this::perform);
    var text = new StringBuilder();
    transition.events().forEach(event -> text.append(printer.event(event)).append('\n'));
    transition.effects().forEach(effect -> text.append(printer.effect(effect)).append('\n'));
    return text.append(printer.state(transition.next())).append('\n').toString();
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.SetTimer(var timer, var at) -> timers.put(timer, at);
      case Effect.ClearTimer(var timer) -> timers.remove(timer);
      case Effect.CallModel _,
          Effect.CallTool _,
          Effect.StopCall _,
          Effect.TellCall _,
          Effect.AwaitEvent _,
          Effect.ForgetEvent _,
          Effect.StartChild _,
          Effect.StopChild _,
          Effect.PauseChild _,
          Effect.ResumeChild _,
          Effect.Publish _ -> {}
    }
  }
}

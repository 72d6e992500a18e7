package fermata.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.Amounts;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.cli.inspect.RunTree;
import fermata.cli.inspect.TreeText;
import fermata.cli.inspect.WhyText;
import fermata.cli.value.Shown;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.Usage;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.debug.RunExplainParams;
import fermata.wire.method.debug.RunExplainResult;
import fermata.wire.method.events.EventsReadParams;
import fermata.wire.method.events.EventsReadResult;
import fermata.wire.method.history.StateGetParams;
import fermata.wire.method.history.StateGetResult;
import fermata.wire.method.session.SessionSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata inspect}: what a run did and what it knew, now or after one of its events. */
final class InspectCommand implements Command {

  private static final int PAGE = 500;

  /** Child runs in one another that are shown. */
  private static final int DEPTH_MAX = 8;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "inspect",
            "Shows a run as a tree: its steps, calls and questions with times, tokens and cost, and"
                + " what it knows: input, state, outputs. With --at as it was after an event"
                + " or a step.",
            "fermata inspect --last",
            "fermata inspect 3f9a2b1c --at 24",
            "fermata inspect 3f9a2b1c --at s3",
            "fermata inspect 3f9a2b1c --why s3",
            "fermata inspect 3f9a2b1c --json");
    References.addSession(spec);
    spec.addOption(References.run());
    spec.addOption(
        Arguments.value("--at", "EVENT|STEP", "As it was after that event, or that step"));
    spec.addOption(
        Arguments.value(
            "--why",
            "STEP",
            "What that step asked of models, and why its edges were taken or not"));
    spec.addOption(Arguments.json("Print one JSON object: what the run knew, and its events"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    SessionSummary session = new References(context.client()).session(arguments);
    String at = Arguments.find(arguments, "--at");
    String why = Arguments.find(arguments, "--why");
    if (why != null) {
      return explain(arguments, context, session, at, why);
    }
    StateGetResult state =
        context
            .client()
            .call(
                Methods.STATE_GET,
                new StateGetParams(
                    session.session(),
                    References.run(arguments),
                    position(context, session, arguments, at)));
    List<EventEnvelope> events = events(context.client(), session.session(), state);
    if (Arguments.has(arguments, Arguments.JSON)) {
      ObjectNode result = Json.toTree(state);
      ArrayNode list = result.putArray("events");
      events.forEach(event -> list.add(Json.toTree(event)));
      context.console().printJson(result);
    } else {
      print(context, session, state, events);
    }
    return ExitCode.OK;
  }

  private static ExitCode explain(
      ParseResult arguments,
      Context context,
      SessionSummary session,
      @Nullable String at,
      String step) {
    RunExplainResult explained =
        context
            .client()
            .call(
                Methods.RUN_EXPLAIN,
                new RunExplainParams(
                    session.session(),
                    References.run(arguments),
                    step,
                    position(context, session, arguments, at)));
    if (Arguments.has(arguments, Arguments.JSON)) {
      context.console().printJson(Json.toTree(explained));
    } else {
      new WhyText(context.console()).print(explained);
    }
    return ExitCode.OK;
  }

  private static @Nullable Long position(
      Context context, SessionSummary session, ParseResult arguments, @Nullable String at) {
    return at == null
        ? null
        : Positions.of(
            context.client(), session.session(), References.run(arguments), "--at " + at, at);
  }

  /** Puts the child runs into the steps that started them, as they are now. */
  private static void nest(FermataClient client, RunTree tree, int depth) {
    for (String child : depth == 0 ? List.<String>of() : tree.children()) {
      var nested = new RunTree();
      try {
        StateGetResult state =
            client.call(Methods.STATE_GET, new StateGetParams(child, child, null));
        events(client, child, state).forEach(nested::add);
      } catch (FermataException.Refused notBegun) {
        continue;
      }
      nest(client, nested, depth - 1);
      tree.nest(child, nested);
    }
  }

  static List<EventEnvelope> events(FermataClient client, String session, StateGetResult state) {
    var events = new ArrayList<EventEnvelope>();
    @Nullable String after = null;
    boolean hasMore = true;
    while (hasMore) {
      EventsReadResult page =
          client.call(Methods.EVENTS_READ, EventsReadParams.forward(session, after, PAGE, 0));
      page.events().stream()
          .filter(event -> event.seq() <= state.seq() && state.run().equals(event.run()))
          .forEach(events::add);
      after = page.cursor();
      hasMore = page.hasMore() && page.events().getLast().seq() < state.seq();
    }
    return events;
  }

  private static void print(
      Context context, SessionSummary session, StateGetResult state, List<EventEnvelope> events) {
    Console console = context.console();
    var tree = new RunTree();
    events.forEach(tree::add);
    nest(context.client(), tree, DEPTH_MAX);
    field(console, "session", session.session());
    field(console, "agent", session.agent());
    field(console, "run", state.run());
    field(
        console,
        "status",
        state.status().wireName()
            + " after event "
            + state.seq()
            + ", "
            + Amounts.ago(state.at(), console.now()));
    field(console, "used", used(state.usage()));
    values(console, "input", members(state.input()));
    console.print("");
    new TreeText(console).print(tree);
    values(console, "state", List.copyOf(state.state().entrySet()));
    if (!state.waiting().isEmpty()) {
      field(console, "waiting", String.join(", ", state.waiting()));
    }
  }

  private static String used(Usage usage) {
    return Amounts.count(usage.steps(), "step")
        + ", "
        + Amounts.count(usage.toolCalls(), "tool call")
        + ", "
        + usage.inputTokens()
        + " tokens in, "
        + usage.outputTokens()
        + " out, "
        + Amounts.dollars(usage.costUsd())
        + ", "
        + Amounts.duration(Duration.ofMillis(usage.runningMs()))
        + " running";
  }

  private static List<Map.Entry<String, JsonNode>> members(JsonNode object) {
    return List.copyOf(object.properties());
  }

  private static void values(
      Console console, String name, List<Map.Entry<String, JsonNode>> values) {
    if (values.isEmpty()) {
      return;
    }
    console.print("");
    console.print(console.outPaint().faint(name));
    for (Map.Entry<String, JsonNode> value : values) {
      String line =
          "  " + DisplayText.oneLine(value.getKey()) + ": " + Shown.brief(value.getValue(), 2_000);
      console.print(
          console.showsResults()
              ? DisplayText.cut(line, console.columns(), console.symbols().ellipsis())
              : line);
    }
  }

  private static void field(Console console, String name, String value) {
    console.print(console.outPaint().faint("%-9s".formatted(name)) + DisplayText.oneLine(value));
  }
}

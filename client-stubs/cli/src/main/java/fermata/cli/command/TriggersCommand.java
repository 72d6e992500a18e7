package fermata.cli.command;

import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.client.FermataClient;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.trigger.AgentRegisterParams;
import fermata.wire.method.trigger.AgentRegisterResult;
import fermata.wire.method.trigger.AgentUnregisterParams;
import fermata.wire.method.trigger.AgentUnregisterResult;
import fermata.wire.method.trigger.TriggerFireParams;
import fermata.wire.method.trigger.TriggerFireResult;
import fermata.wire.method.trigger.TriggerListResult;
import fermata.wire.method.trigger.TriggerView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata triggers}: what starts runs without anybody's asking. */
final class TriggersCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "triggers",
            "Lists, arms and fires triggers. An armed trigger outlives the daemon, and keeps it from ending when it is"
                + " idle.",
            "fermata triggers",
            "fermata triggers arm nightly.agent.yaml",
            "fermata triggers fire nightly",
            "fermata triggers fire refund-desk/hook --event '{\"order\": 7}'",
            "fermata triggers fire nightly --missed 2026-04-01T03:00:00Z",
            "fermata triggers pause nightly",
            "fermata triggers resume nightly",
            "fermata triggers missed",
            "fermata triggers disarm nightly");
    spec.addPositional(
        Arguments.positional(
            "0",
            "0..1",
            "ACTION",
            "list, arm, disarm, fire, pause, resume or missed; list unless said"));
    spec.addPositional(
        Arguments.positional(
            "1",
            "0..1",
            "AGENT",
            "arm: a file; otherwise a file or the name of an armed agent, for one of several entry"
                + " points with /ENTRY"));
    spec.addOption(Arguments.value("--workspace", "DIR", "arm: the folder that its runs work in"));
    spec.addOption(
        Arguments.value("--missed", "TIME", "fire: for a time that fermata triggers missed shows"));
    spec.addOption(Arguments.value("--event", "JSON", "fire: the event, a JSON object"));
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    @Nullable String action = Arguments.positional(arguments, 0);
    return switch (action == null ? "list" : action) {
      case "list" -> list(arguments, context);
      case "arm" -> arm(arguments, context);
      case "disarm" -> disarm(arguments, context);
      case "fire" -> fire(arguments, context);
      case "pause" -> TriggerPauses.pause(arguments, context);
      case "resume" -> TriggerPauses.resume(arguments, context);
      case "missed" -> TriggerPauses.missed(arguments, context);
      default ->
          throw CommandFailure.of(
              ExitCode.USAGE,
              action
                  + ": no such action (expected: list, arm, disarm, fire, pause, resume or"
                  + " missed)");
    };
  }

  static String agent(ParseResult arguments) {
    @Nullable String agent = Arguments.positional(arguments, 1);
    if (agent == null) {
      throw CommandFailure.of(
          ExitCode.USAGE, "which agent? (expected: its file, or the name of an armed one)");
    }
    return agent;
  }

  private static TriggerListResult listed(FermataClient client) {
    return client.call(Methods.TRIGGER_LIST, new Nothing());
  }

  private static ExitCode list(ParseResult arguments, Context context) {
    Console console = context.console();
    TriggerListResult result = listed(context.client());
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else if (result.triggers().isEmpty()) {
      console.say("no trigger is armed; fermata triggers arm FILE arms those of an agent");
    } else {
      print(console, result);
    }
    return ExitCode.OK;
  }

  private static void print(Console console, TriggerListResult result) {
    Table table =
        new Table(console, "AGENT", "ENTRY", "TRIGGER", "NEXT", "LAST", "RUNS", "WAITS FOR");
    for (TriggerView view : result.triggers()) {
      table.row(
          view.agent(),
          view.entry(),
          view.kind(),
          view.pausedAt() == null ? next(view.dueAt(), console.now()) : "paused",
          last(view, console.now()),
          runs(view),
          view.detail());
    }
    table.print();
    if (result.webhooks() != null) {
      console.say("webhooks are taken on " + result.webhooks());
    }
    result.triggers().stream()
        .filter(view -> view.problem() != null)
        .map(view -> view.agent() + " goes on as it was: " + view.problem())
        .distinct()
        .forEach(line -> warn(console, line));
    if (!result.isServing()) {
      warn(console, "another daemon on the same state serves them");
    }
  }

  private static void warn(Console console, String line) {
    console.say(console.paint().warning(console.symbols().warning()) + " " + line);
  }

  private static String next(@Nullable Instant due, Instant now) {
    if (due == null) {
      return "-";
    }
    Duration left = Duration.between(now, due);
    return left.isNegative()
        ? "now"
        : "in " + Amounts.duration(left.truncatedTo(ChronoUnit.SECONDS));
  }

  private static String last(TriggerView view, Instant now) {
    if (view.firedAt() == null) {
      return "-";
    }
    String ago = Amounts.ago(view.firedAt(), now);
    return view.refusal() == null ? ago : ago + ", refused: " + view.refusal();
  }

  private static String runs(TriggerView view) {
    if (view.concurrent() == null) {
      return "-";
    }
    String waiting = view.waiting() == 0 ? "" : ", " + view.waiting() + " wait";
    return view.underWay() + " of " + view.concurrent() + waiting;
  }

  private static ExitCode arm(ParseResult arguments, Context context) {
    Console console = context.console();
    @Nullable String workspace = Arguments.find(arguments, "--workspace");
    AgentRegisterResult result =
        context
            .client()
            .call(
                Methods.AGENT_REGISTER,
                new AgentRegisterParams(
                    console.path(agent(arguments)).toString(),
                    workspace == null ? null : console.path(workspace).toString(),
                    UUID.randomUUID().toString()));
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
      return ExitCode.OK;
    }
    console.say(
        "%s %s is armed: %s"
            .formatted(
                console.paint().good(console.symbols().done()),
                result.agent(),
                String.join(", ", result.entries())));
    return ExitCode.OK;
  }

  private static ExitCode disarm(ParseResult arguments, Context context) {
    Console console = context.console();
    String file = fileOf(agent(arguments), context);
    AgentUnregisterResult result =
        context
            .client()
            .call(
                Methods.AGENT_UNREGISTER,
                new AgentUnregisterParams(file, UUID.randomUUID().toString()));
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else {
      console.say(
          console.paint().good(console.symbols().done()) + " disarmed; runs under way go on");
    }
    return ExitCode.OK;
  }

  /** The name of an armed agent stands for its file; everything else is a path. */
  private static String fileOf(String agent, Context context) {
    return listed(context.client()).triggers().stream()
        .filter(view -> view.agent().equals(agent))
        .map(TriggerView::uri)
        .findFirst()
        .orElseGet(() -> context.console().path(agent).toString());
  }

  private static ExitCode fire(ParseResult arguments, Context context) {
    Console console = context.console();
    TriggerView meant = meant(agent(arguments), context);
    @Nullable String event = Arguments.find(arguments, "--event");
    TriggerFireResult result =
        context
            .client()
            .call(
                Methods.TRIGGER_FIRE,
                new TriggerFireParams(
                    meant.uri(),
                    meant.entry(),
                    event == null ? null : RunInput.object("--event", event),
                    UUID.randomUUID().toString(),
                    TriggerPauses.time(Arguments.find(arguments, "--missed"))));
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else {
      console.say(
          "%s fired; to follow it: fermata events %s --follow"
              .formatted(
                  console.paint().good(console.symbols().done()),
                  References.shortened(result.session())));
    }
    return ExitCode.OK;
  }

  private static TriggerView meant(String name, Context context) {
    List<TriggerView> found = named(name, context);
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw CommandFailure.of(
        ExitCode.USAGE,
        "'%s' has %d armed entry points (expected: one of %s)"
            .formatted(name, found.size(), names(found)));
  }

  /** {@return the armed triggers that a name means: all of an agent, or one} */
  static List<TriggerView> named(String name, Context context) {
    int slash = name.lastIndexOf('/');
    String file = context.console().path(name).toString();
    List<TriggerView> found =
        listed(context.client()).triggers().stream()
            .filter(
                view ->
                    view.agent().equals(name)
                        || view.uri().equals(file)
                        || (slash > 0
                            && view.entry().equals(name.substring(slash + 1))
                            && view.agent().equals(name.substring(0, slash))))
            .toList();
    if (found.isEmpty()) {
      throw CommandFailure.of(
          ExitCode.USAGE, "'" + name + "' is no armed agent (fermata triggers lists them)");
    }
    return found;
  }

  private static String names(List<TriggerView> found) {
    return String.join(
        ", ", found.stream().map(view -> view.agent() + "/" + view.entry()).toList());
  }
}

package fermata.cli.command;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import fermata.wire.method.trigger.MissedView;
import fermata.wire.method.trigger.TriggerMissedParams;
import fermata.wire.method.trigger.TriggerMissedResult;
import fermata.wire.method.trigger.TriggerPauseParams;
import fermata.wire.method.trigger.TriggerPauseResult;
import fermata.wire.method.trigger.TriggerView;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** {@code fermata triggers pause|resume|missed}: triggers that fire nothing by themselves. */
final class TriggerPauses {

  private TriggerPauses() {}

  static ExitCode pause(ParseResult arguments, Context context) {
    return change(
        Methods.TRIGGER_PAUSE,
        "paused, until fermata triggers resume",
        "was paused before",
        new Request(arguments, context));
  }

  static ExitCode resume(ParseResult arguments, Context context) {
    return change(
        Methods.TRIGGER_RESUME, "fires again", "was not paused", new Request(arguments, context));
  }

  private record Request(ParseResult arguments, Context context) {}

  private static ExitCode change(
      RpcMethod<TriggerPauseParams, TriggerPauseResult> method,
      String done,
      String already,
      Request request) {
    String name = TriggersCommand.agent(request.arguments());
    List<TriggerView> meant = TriggersCommand.named(name, request.context());
    TriggerPauseResult result =
        request
            .context()
            .client()
            .call(
                method,
                new TriggerPauseParams(
                    meant.getFirst().uri(), entryOf(meant, name), UUID.randomUUID().toString()));
    Console console = request.context().console();
    if (Arguments.has(request.arguments(), Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else if (result.entries().isEmpty()) {
      console.say(name + " " + already);
    } else {
      console.say(
          "%s %s %s"
              .formatted(
                  console.paint().good(console.symbols().done()),
                  String.join(", ", result.entries()),
                  done));
    }
    return ExitCode.OK;
  }

  /** The name of an agent stands for all of its entry points. */
  private static @Nullable String entryOf(List<TriggerView> meant, String name) {
    TriggerView first = meant.getFirst();
    return name.equals(first.agent() + "/" + first.entry()) ? first.entry() : null;
  }

  static ExitCode missed(ParseResult arguments, Context context) {
    @Nullable String name = Arguments.positional(arguments, 1);
    TriggerMissedResult result =
        context.client().call(Methods.TRIGGER_MISSED, missedParams(name, context));
    Console console = context.console();
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else if (result.missed().isEmpty()) {
      console.say("no time was missed");
    } else {
      print(console, result);
    }
    return ExitCode.OK;
  }

  private static TriggerMissedParams missedParams(@Nullable String name, Context context) {
    if (name == null) {
      return new TriggerMissedParams(null, null);
    }
    List<TriggerView> meant = TriggersCommand.named(name, context);
    return new TriggerMissedParams(meant.getFirst().uri(), entryOf(meant, name));
  }

  private static void print(Console console, TriggerMissedResult result) {
    Table table = new Table(console, "AGENT", "ENTRY", "FIRST", "LAST", "TIMES", "RUNS", "WHY");
    for (MissedView view : result.missed()) {
      table.row(
          view.agent(),
          view.entry(),
          view.first().toString(),
          view.last().toString(),
          Integer.toString(view.count()),
          Integer.toString(view.runs()),
          view.reason().equals("paused") ? "paused" : "nobody was there");
    }
    table.print();
    console.say("to make up for one: fermata triggers fire AGENT/ENTRY --missed TIME");
  }

  /** {@return a time of the command line} */
  static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException wrong) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          "--missed " + text + ": no time (expected: one such as 2026-04-01T03:00:00Z)");
    }
  }
}

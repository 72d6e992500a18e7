package fermata.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.client.EventStream;
import fermata.client.FermataClient;
import fermata.definition.keys.DurationText;
import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.events.EventsWaitParams;
import fermata.wire.method.events.EventsWaitResult;
import fermata.wire.method.events.StartPosition;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** {@code fermata events publish|wait|follow}: the events that everybody hears. */
final class PublishedEvents {

  private static final String WORKSPACE = "workspace";
  private static final List<String> ACTIONS = List.of("publish", "wait", "follow");

  /** How long one request waits; the next one goes on where it was. */
  private static final Duration TURN = Duration.ofSeconds(25);

  private final ParseResult arguments;
  private final Context context;

  PublishedEvents(ParseResult arguments, Context context) {
    this.arguments = arguments;
    this.context = context;
  }

  /** Whether words begin with an action of published events. */
  static boolean knows(List<String> words) {
    return !words.isEmpty() && ACTIONS.contains(words.getFirst());
  }

  ExitCode run(List<String> words, @Nullable String from, Consumer<EventEnvelope> printer)
      throws InterruptedException {
    List<String> rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "publish" -> PublishCommand.publish(rest, arguments, context);
      case "wait" -> await(required(selector(rest)), from, printer);
      default -> follow(selector(rest), from, printer);
    };
  }

  private @Nullable ObjectNode selector(List<String> words) {
    String json = Arguments.find(arguments, "--select");
    if (words.size() > 1 || (json != null && !words.isEmpty())) {
      throw CommandFailure.of(
          ExitCode.USAGE, "one schema, or --select with a whole selector (expected: one of them)");
    }
    if (json != null) {
      return RunInput.object("--select", json);
    }
    return words.isEmpty()
        ? null
        : Json.mapper().createObjectNode().put("schema", words.getFirst());
  }

  private static ObjectNode required(@Nullable ObjectNode selector) {
    if (selector == null) {
      throw CommandFailure.of(
          ExitCode.USAGE, "wait for what? (expected: a schema, or --select with a selector)");
    }
    return selector;
  }

  private ExitCode follow(
      @Nullable ObjectNode selector, @Nullable String from, Consumer<EventEnvelope> printer)
      throws InterruptedException {
    StartPosition start = from == null ? new StartPosition.Now() : new StartPosition.After(from);
    FermataClient client = context.client();
    EventStream stream =
        selector == null
            ? client.events(WORKSPACE, start)
            : client.events(WORKSPACE, start, selector);
    return EventsCommand.followWorkspace(context, stream, printer);
  }

  private ExitCode await(
      ObjectNode selector, @Nullable String from, Consumer<EventEnvelope> printer) {
    context.interruption().set(() -> ExitCode.INTERRUPTED);
    Duration timeout = timeout();
    long begun = System.nanoTime();
    @Nullable String after = from;
    while (true) {
      Duration left = timeout == null ? TURN : timeout.minusNanos(System.nanoTime() - begun);
      long millis = Math.max(0, Math.min(left.toMillis(), TURN.toMillis()));
      EventsWaitResult result =
          context
              .client()
              .call(
                  Methods.EVENTS_WAIT,
                  new EventsWaitParams(selector, millis, after),
                  TURN.plusSeconds(30));
      if (result.event() != null) {
        printer.accept(result.event());
        return ExitCode.OK;
      }
      if (left.toMillis() <= millis && timeout != null) {
        context.console().say("no such event within " + Arguments.find(arguments, "--timeout"));
        return ExitCode.FAILED;
      }
      after = result.cursor();
    }
  }

  private @Nullable Duration timeout() {
    String text = Arguments.find(arguments, "--timeout");
    if (text == null) {
      return null;
    }
    return DurationText.parse(text)
        .orElseThrow(
            () ->
                CommandFailure.of(
                    ExitCode.USAGE,
                    "--timeout " + text + ": no duration (expected: as 30s or 5m)"));
  }
}

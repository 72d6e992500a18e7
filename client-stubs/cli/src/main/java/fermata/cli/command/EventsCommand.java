package fermata.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.client.EventStream;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.client.StreamItem;
import fermata.wire.event.Cursor;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.RunFact;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.events.EventsReadParams;
import fermata.wire.method.events.EventsReadResult;
import fermata.wire.method.events.StartPosition;
import fermata.wire.method.session.SessionSummary;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata events}: the journal of a session, line by line. */
final class EventsCommand implements Command {

  /** The journal of the published events. */
  private static final String WORKSPACE = "workspace";

  private static final int PAGE = 500;
  private static final Duration WAIT = Duration.ofSeconds(1);

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "events",
            "Prints the events of a session, or those that are published in the workspace; publish, wait and follow"
                + " are for published events.",
            "fermata events --last",
            "fermata events 3f9a2b1c --follow",
            "fermata events 3f9a2b1c --from e1.120 --json",
            "fermata events workspace",
            "fermata events publish order.paid.v1 order=A-17",
            "fermata events wait order.paid.v1 --timeout 5m",
            "fermata events follow --select '{\"schema\": \"order.paid.v1\"}'");
    spec.addPositional(
        Arguments.positional(
            "0..*",
            "0..*",
            "[SESSION | ACTION [SCHEMA] [NAME=VALUE]]",
            "The session, by the beginning or end of its id, or workspace; or publish, wait or follow"));
    spec.addOption(References.last("The session that changed last"));
    spec.addOption(
        Arguments.flag(
            "--follow",
            "Wait for more, until its newest run has ended, the daemon is stopped, or Ctrl-C"));
    spec.addOption(
        Arguments.value(
            "--select", "JSON", "follow, --follow, wait: only events that this selector fits"));
    spec.addOption(
        Arguments.value(
            "--timeout", "TIME", "wait: give up after it, as 30s or 5m; never unless said"));
    PublishCommand.addData(spec, "publish: ");
    spec.addOption(Arguments.value("--from", "CURSOR", "Only events after this position"));
    spec.addOption(Arguments.json("Print events as JSON, one a line"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) throws InterruptedException {
    String from = cursor(Arguments.find(arguments, "--from"));
    Consumer<EventEnvelope> printer = printer(arguments, context.console());
    List<String> words = Arguments.positionals(arguments, 0);
    if (PublishedEvents.knows(words)) {
      return new PublishedEvents(arguments, context).run(words, from, printer);
    }
    if (words.size() > 1) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          "\""
              + words.get(1)
              + "\" is too much (expected: one session, or publish, wait or follow)");
    }
    ObjectNode selector = selector(arguments);
    String named = words.isEmpty() ? null : words.getFirst();
    if (WORKSPACE.equals(named)) {
      return workspace(arguments, context, from, printer);
    }
    SessionSummary session = new References(context.client()).session(arguments, named);
    if (Arguments.has(arguments, "--follow")) {
      context.interruption().set(() -> ExitCode.OK);
      return follow(context, session, stream(context, session.session(), from, selector), printer);
    }
    read(context.client(), session.session(), from, printer);
    return ExitCode.OK;
  }

  private static @Nullable String cursor(@Nullable String text) {
    if (text != null && Cursor.parse(text).isEmpty()) {
      throw CommandFailure.of(
          ExitCode.USAGE, "--from " + text + ": not a cursor (expected one such as e1.120)");
    }
    return text;
  }

  private static Consumer<EventEnvelope> printer(ParseResult arguments, Console console) {
    if (Arguments.has(arguments, Arguments.JSON)) {
      return event -> console.printJson(Json.toTree(event));
    }
    EventLine line = new EventLine(console, ZoneId.systemDefault());
    return event -> console.print(line.of(event));
  }

  private static void read(
      FermataClient client,
      String session,
      @Nullable String from,
      Consumer<EventEnvelope> printer) {
    @Nullable String after = from;
    boolean hasMore = true;
    while (hasMore) {
      EventsReadResult page =
          client.call(Methods.EVENTS_READ, EventsReadParams.forward(session, after, PAGE, 0));
      page.events().forEach(printer);
      after = page.cursor();
      hasMore = page.hasMore();
    }
  }

  private static @Nullable ObjectNode selector(ParseResult arguments) {
    String json = Arguments.find(arguments, "--select");
    if (json != null && !Arguments.has(arguments, "--follow")) {
      throw CommandFailure.of(ExitCode.USAGE, "--select is for --follow");
    }
    return json == null ? null : RunInput.object("--select", json);
  }

  private static EventStream stream(
      Context context, String journal, @Nullable String from, @Nullable ObjectNode selector) {
    StartPosition start = from == null ? new StartPosition.Start() : new StartPosition.After(from);
    return selector == null
        ? context.client().events(journal, start)
        : context.client().events(journal, start, selector);
  }

  /** The workspace never ends, so who follows it leaves when it wants to. */
  private static ExitCode workspace(
      ParseResult arguments,
      Context context,
      @Nullable String from,
      Consumer<EventEnvelope> printer)
      throws InterruptedException {
    ObjectNode selector = selector(arguments);
    if (!Arguments.has(arguments, "--follow")) {
      read(context.client(), WORKSPACE, from, printer);
      return ExitCode.OK;
    }
    return followWorkspace(context, stream(context, WORKSPACE, from, selector), printer);
  }

  /** Prints what is published until somebody has had enough. */
  static ExitCode followWorkspace(
      Context context, EventStream opened, Consumer<EventEnvelope> printer)
      throws InterruptedException {
    context.interruption().set(() -> ExitCode.OK);
    try (EventStream stream = opened) {
      while (true) {
        if (stream.next(WAIT).orElse(null) instanceof StreamItem.Event(var event)) {
          printer.accept(event);
        }
      }
    } catch (FermataException.Stopped _) {
      context.console().say("the daemon was stopped");
      return ExitCode.OK;
    }
  }

  private static ExitCode follow(
      Context context, SessionSummary session, EventStream opened, Consumer<EventEnvelope> printer)
      throws InterruptedException {
    boolean isSynced = false;
    boolean isOver = session.run() == null || session.run().endedAt() != null;
    try (EventStream stream = opened) {
      while (!(isSynced && isOver)) {
        StreamItem item = stream.next(WAIT).orElse(null);
        if (item instanceof StreamItem.Event(var event)) {
          printer.accept(event);
          isOver = event.type().startsWith("run.") ? ends(event) : isOver;
        }
        isSynced |= item instanceof StreamItem.Synced;
      }
      return ExitCode.OK;
    } catch (FermataException.Stopped _) {
      return stopped(context.console(), session);
    }
  }

  private static ExitCode stopped(Console console, SessionSummary session) {
    console.say("the daemon was stopped; the run waits for its next start");
    console.say(
        "  to start it and go on: fermata resume " + References.shortened(session.session()));
    return ExitCode.HELD;
  }

  private static boolean ends(EventEnvelope event) {
    return switch (event.fact()) {
      case RunFact.Completed _, RunFact.Failed _, RunFact.Cancelled _ -> true;
      default -> false;
    };
  }
}

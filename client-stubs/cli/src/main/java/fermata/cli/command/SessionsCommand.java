package fermata.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.session.SessionStatus;
import fermata.wire.method.session.SessionSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata sessions}: what there is, and what waits. */
final class SessionsCommand implements Command {

  private static final int SHOWN_DEFAULT = 20;

  private static final List<String> STATES =
      Stream.of(
              SessionStatus.IDLE, SessionStatus.ACTIVE, SessionStatus.HELD, SessionStatus.ARCHIVED)
          .map(SessionStatus::wireName)
          .toList();

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "sessions",
            "Lists sessions, last changed first; export writes one to a file, import takes the sessions of a"
                + " file over, rename gives one a title, archive puts one away, delete ends it for good, rebuild"
                + " derives what is shown of one from its journal again.",
            "fermata sessions",
            "fermata sessions --limit 100 --json",
            "fermata sessions export 3f9a2b1c review.session.jsonl",
            "fermata sessions import review.session.jsonl",
            "fermata sessions rename 3f9a2b1c 'Release 2.4'",
            "fermata sessions archive --last",
            "fermata sessions --status held",
            "fermata sessions --archived",
            "fermata sessions delete 3f9a2b1c --yes",
            "fermata sessions rebuild 3f9a2b1c");
    spec.addPositional(
        Arguments.positional(
            "0..*",
            "0..*",
            "[ACTION [SESSION] [FILE]]",
            "export, import, rename, archive, unarchive, delete or rebuild, and what of; without it sessions are"
                + " listed"));
    spec.addOption(References.last("For SESSION, the one that changed last"));
    spec.addOption(
        Arguments.value("--status", "WORD", "Those that are " + String.join(", ", STATES)));
    spec.addOption(Arguments.flag("--archived", "Those that were put away"));
    spec.addOption(Arguments.flag("--yes", "delete: it cannot be undone"));
    spec.addOption(
        Arguments.value("--limit", "N", "At most so many; " + SHOWN_DEFAULT + " unless said"));
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    List<String> words = words(arguments, context);
    if (SessionChanges.knows(words)) {
      return new SessionChanges(context, arguments).run(words);
    }
    if (!words.isEmpty()) {
      return new SessionTransfer(context, Arguments.has(arguments, Arguments.JSON)).run(words);
    }
    Console console = context.console();
    String count = Arguments.find(arguments, "--limit");
    int limit = count == null ? SHOWN_DEFAULT : Arguments.number("--limit", count, 1, 100_000);
    var references = new References(context.client());
    List<SessionSummary> sessions = references.sessions(state(arguments), limit);
    if (Arguments.has(arguments, Arguments.JSON)) {
      ObjectNode result = Json.mapper().createObjectNode();
      ArrayNode list = result.putArray("sessions");
      sessions.forEach(session -> list.add(Json.toTree(session)));
      console.printJson(result);
    } else if (sessions.isEmpty()) {
      console.say("no session yet; fermata run FILE starts one");
    } else {
      print(console, sessions);
    }
    return ExitCode.OK;
  }

  private static @Nullable SessionStatus state(ParseResult arguments) {
    String word = Arguments.find(arguments, "--status");
    if (word != null && !STATES.contains(word)) {
      throw CommandFailure.of(
          ExitCode.USAGE, "--status: '" + word + "' (expected: " + String.join(", ", STATES) + ")");
    }
    if (Arguments.has(arguments, "--archived")) {
      return SessionStatus.ARCHIVED;
    }
    return word == null ? null : new SessionStatus(word);
  }

  /** {@return the action and what it is for, the session by its id} */
  private static List<String> words(ParseResult arguments, Context context) {
    var words = new ArrayList<String>(Arguments.positionals(arguments, 0));
    if (Arguments.has(arguments, References.LAST)) {
      if (words.isEmpty()) {
        throw CommandFailure.of(
            ExitCode.USAGE, "sessions --last: expected an action, such as archive");
      }
      words.add(1, new References(context.client()).lastSession().session());
    }
    return words;
  }

  private static void print(Console console, List<SessionSummary> sessions) {
    Table table = new Table(console, "SESSION", "AGENT", "STATUS", "CHANGED", "TITLE");
    for (SessionSummary session : sessions) {
      String title = session.title();
      table.row(
          References.shortened(session.session()),
          session.agent(),
          status(session),
          Amounts.ago(session.updatedAt(), console.now()),
          title == null ? "" : title);
    }
    table.print();
  }

  /** {@return where the newest run stands, and what is asked} */
  static String status(SessionSummary session) {
    RunSummary run = session.run();
    String status = run == null ? session.state().wireName() : run.status().wireName();
    return session.questions() == 0
        ? status + (run == null ? "" : waitedFor(run))
        : status + ", " + Amounts.count(session.questions(), "question");
  }

  /** {@return what else than answers a held run waits for, such as {@code , paused}} */
  static String waitedFor(RunSummary run) {
    return run.reasons().stream()
        .map(reason -> reason.substring(0, Math.max(0, (reason + ":").indexOf(':'))))
        .distinct()
        .map(SessionsCommand::inWords)
        .collect(Collectors.joining());
  }

  private static String inWords(String reason) {
    return switch (reason) {
      case "question" -> "";
      case "timer" -> ", waits for a time";
      case "event" -> ", waits for an event";
      case "child" -> ", waits for a child run";
      default -> ", " + reason;
    };
  }
}

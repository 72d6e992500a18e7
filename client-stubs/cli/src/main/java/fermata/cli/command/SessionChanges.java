package fermata.cli.command;

import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.session.SessionArchiveParams;
import fermata.wire.method.session.SessionDeleteParams;
import fermata.wire.method.session.SessionDeleteResult;
import fermata.wire.method.session.SessionUpdateParams;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** {@code fermata sessions rename|archive|unarchive|delete}. */
final class SessionChanges {

  private static final Set<String> ACTIONS = Set.of("rename", "archive", "unarchive", "delete");

  private final Context context;
  private final ParseResult arguments;

  SessionChanges(Context context, ParseResult arguments) {
    this.context = context;
    this.arguments = arguments;
  }

  /** Whether words are an action of these. */
  static boolean knows(List<String> words) {
    return !words.isEmpty() && ACTIONS.contains(words.getFirst());
  }

  ExitCode run(List<String> words) {
    String action = words.getFirst();
    int count = action.equals("rename") ? 3 : 2;
    if (words.size() != count) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          "sessions " + action + ": expected SESSION" + (count == 3 ? " TITLE" : ""));
    }
    String session = new References(context.client()).session(words.get(1)).session();
    switch (action) {
      case "rename" -> rename(session, words.get(2));
      case "archive" -> archive(session, null, "is put away; fermata sessions --archived shows it");
      case "unarchive" -> archive(session, false, "is listed again");
      default -> delete(session);
    }
    return ExitCode.OK;
  }

  private void rename(String session, String title) {
    report(
        context
            .client()
            .call(
                Methods.SESSION_UPDATE,
                new SessionUpdateParams(session, title, null, null, newKey())),
        "session " + References.shortened(session) + " has a new title");
  }

  private void archive(String session, @Nullable Boolean archived, String done) {
    report(
        context
            .client()
            .call(Methods.SESSION_ARCHIVE, new SessionArchiveParams(session, archived, newKey())),
        "session " + References.shortened(session) + " " + done);
  }

  private void delete(String session) {
    if (!Arguments.has(arguments, "--yes")) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          "a session that is deleted cannot be brought back (expected: --yes)",
          "fermata sessions archive puts it away, fermata sessions export keeps it in a file");
    }
    SessionDeleteResult gone =
        context.client().call(Methods.SESSION_DELETE, new SessionDeleteParams(session, newKey()));
    report(gone, "deleted " + Amounts.count(gone.sessions().size(), "session"));
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }

  private void report(Object result, String text) {
    Console console = context.console();
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else {
      console.say(console.paint().good(console.symbols().done()) + " " + text);
    }
  }
}

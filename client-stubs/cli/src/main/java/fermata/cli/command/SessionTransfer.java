package fermata.cli.command;

import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.session.SessionExportParams;
import fermata.wire.method.session.SessionExportResult;
import fermata.wire.method.session.SessionImportParams;
import fermata.wire.method.session.SessionImportResult;
import fermata.wire.method.session.SessionRebuildParams;
import fermata.wire.method.session.SessionRebuildResult;
import java.util.List;
import java.util.UUID;

/** {@code fermata sessions export | import | rebuild}. */
final class SessionTransfer {

  private final Context context;
  private final Console console;
  private final boolean isJson;

  SessionTransfer(Context context, boolean isJson) {
    this.context = context;
    this.console = context.console();
    this.isJson = isJson;
  }

  /** Does what the words say: the action, then what it is about. */
  ExitCode run(List<String> words) {
    String action = words.getFirst();
    switch (action) {
      case "export" -> export(words);
      case "import" -> take(words);
      case "rebuild" -> rebuild(words);
      default ->
          throw CommandFailure.of(
              ExitCode.USAGE,
              "sessions "
                  + DisplayText.oneLine(action)
                  + ": expected export, import, rename, archive, unarchive, delete or rebuild, or nothing"
                  + " to list them");
    }
    return ExitCode.OK;
  }

  private void export(List<String> words) {
    require(words, 3, "SESSION FILE");
    String session = new References(context.client()).session(words.get(1)).session();
    SessionExportResult written =
        context
            .client()
            .call(
                Methods.SESSION_EXPORT,
                new SessionExportParams(session, console.path(words.get(2)).toString()));
    report(
        written,
        "wrote "
            + Amounts.count(written.sessions().size(), "session")
            + ", "
            + Amounts.count(written.events(), "event")
            + " to "
            + DisplayText.oneLine(words.get(2)));
  }

  private void take(List<String> words) {
    require(words, 2, "FILE");
    SessionImportResult taken =
        context
            .client()
            .call(
                Methods.SESSION_IMPORT,
                new SessionImportParams(
                    console.path(words.get(1)).toString(), UUID.randomUUID().toString()));
    report(
        taken,
        "took over session "
            + taken.sessions().getLast()
            + ", "
            + Amounts.count(taken.events(), "event"));
  }

  private void rebuild(List<String> words) {
    require(words, 2, "SESSION");
    String session = new References(context.client()).session(words.get(1)).session();
    SessionRebuildResult rebuilt =
        context.client().call(Methods.SESSION_REBUILD, new SessionRebuildParams(session));
    report(
        rebuilt,
        "derived session "
            + References.shortened(session)
            + " from "
            + Amounts.count(rebuilt.events(), "event"));
  }

  private static void require(List<String> words, int count, String what) {
    if (words.size() != count) {
      throw CommandFailure.of(
          ExitCode.USAGE, "sessions " + words.getFirst() + ": expected " + what);
    }
  }

  private void report(Object result, String text) {
    if (isJson) {
      console.printJson(Json.toTree(result));
    } else {
      console.say(console.paint().good(console.symbols().done()) + " " + text);
    }
  }
}

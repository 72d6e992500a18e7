package fermata.cli.command;

import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.client.FermataClient;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.run.RunCancelParams;
import fermata.wire.method.run.RunCancelResult;
import fermata.wire.method.run.RunWaitParams;
import fermata.wire.method.run.WaitUntil;
import fermata.wire.method.session.SessionSummary;
import java.time.Duration;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata cancel}: ends the runs of a session. */
final class CancelCommand implements Command {

  /** How long work under way may take to end before the command leaves. */
  private static final Duration END_MAX = Duration.ofSeconds(30);

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "cancel",
            "Cancels the runs of a session and waits until they have ended.",
            "fermata cancel 3f9a2b1c --reason 'wrong folder'");
    References.addSession(spec);
    spec.addOption(Arguments.value("--reason", "TEXT", "Why, for whoever looks at the run later"));
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    FermataClient client = context.client();
    SessionSummary session = new References(client).session(arguments);
    RunCancelResult result =
        client.call(
            Methods.RUN_CANCEL,
            new RunCancelParams(
                null,
                session.session(),
                Arguments.find(arguments, "--reason"),
                UUID.randomUUID().toString()));
    boolean haveEnded = true;
    for (String run : result.runs()) {
      haveEnded &= hasEnded(client, run);
    }
    if (Arguments.has(arguments, Arguments.JSON)) {
      context.console().printJson(Json.toTree(result));
    } else {
      say(context.console(), result, haveEnded);
    }
    return ExitCode.OK;
  }

  private static boolean hasEnded(FermataClient client, String run) {
    return client
        .call(
            Methods.RUN_WAIT,
            new RunWaitParams(run, WaitUntil.TERMINAL, END_MAX.toMillis()),
            END_MAX.plusSeconds(5))
        .reached();
  }

  private static void say(Console console, RunCancelResult result, boolean haveEnded) {
    if (result.runs().isEmpty()) {
      console.say("nothing to cancel: every run of the session has ended");
    } else if (haveEnded) {
      console.say(console.paint().good(console.symbols().done()) + " cancelled");
    } else {
      console.say(
          console.paint().warning(console.symbols().warning())
              + " cancelling; work under way has not ended yet");
    }
  }
}

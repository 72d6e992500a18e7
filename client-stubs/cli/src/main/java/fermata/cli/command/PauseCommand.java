package fermata.cli.command;

import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.client.FermataClient;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.run.RunPauseParams;
import fermata.wire.method.run.RunPauseResult;
import fermata.wire.method.run.RunWaitParams;
import fermata.wire.method.run.RunWaitResult;
import fermata.wire.method.run.WaitUntil;
import fermata.wire.method.session.SessionSummary;
import java.time.Duration;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata pause}: lets the run of a session stand still. */
final class PauseCommand implements Command {

  /** How long work under way may take to end before the command leaves. */
  private static final Duration STILL_MAX = Duration.ofSeconds(30);

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "pause",
            "Lets the run of a session stand still: what is under way ends, nothing new starts. `fermata resume` lets it"
                + " go on.",
            "fermata pause --last",
            "fermata pause 3f9a2b1c --reason 'wait for the release'");
    References.addSession(spec);
    spec.addOption(Arguments.value("--reason", "TEXT", "Why, for whoever looks at the run later"));
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    FermataClient client = context.client();
    SessionSummary session = new References(client).session(arguments);
    RunPauseResult result =
        client.call(
            Methods.RUN_PAUSE,
            new RunPauseParams(
                null,
                session.session(),
                Arguments.find(arguments, "--reason"),
                UUID.randomUUID().toString()));
    RunWaitResult waited =
        client.call(
            Methods.RUN_WAIT,
            new RunWaitParams(result.run(), WaitUntil.HELD, STILL_MAX.toMillis()),
            STILL_MAX.plusSeconds(5));
    if (Arguments.has(arguments, Arguments.JSON)) {
      context.console().printJson(Json.toTree(result));
    } else {
      say(context.console(), session, waited);
    }
    return ExitCode.OK;
  }

  private static void say(Console console, SessionSummary session, RunWaitResult waited) {
    if (!waited.reached()) {
      console.say(
          console.paint().warning(console.symbols().warning())
              + " pausing; work under way has not ended yet");
    } else if (waited.run().endedAt() != null) {
      console.say("nothing to pause: the run has ended");
    } else {
      console.say(
          console.paint().good(console.symbols().done())
              + " paused; to go on: fermata resume "
              + References.shortened(session.session()));
    }
  }
}

package fermata.cli.command;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.run.RunSteerParams;
import fermata.wire.method.run.RunSteerResult;
import fermata.wire.method.session.SessionSummary;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata steer}: says something to a model that is at work. */
final class SteerCommand implements Command {

  private static final String STEP = "--step";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "steer",
            "Tells the model that is at work in a run something that it has not asked for. It hears"
                + " it before its next turn; one that wants to be done has another turn first.",
            "fermata steer --last 'Leave out the internal changes.'",
            "fermata steer 3f9a2b1c --step s2 'Be brief.'");
    spec.addPositional(
        Arguments.positional(
            "0..*",
            "1..2",
            "SESSION TEXT",
            "The session, by the beginning or end of its id, and what is said"));
    spec.addOption(References.last("The session that changed last"));
    spec.addOption(
        Arguments.value(STEP, "STEP", "The step whose model is meant, where several are at work"));
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    List<String> words = Arguments.positionals(arguments, 0);
    boolean isLast = Arguments.has(arguments, References.LAST);
    if (words.size() != (isLast ? 1 : 2)) {
      throw CommandFailure.of(
          ExitCode.USAGE, "steer: " + words.size() + " words (expected: SESSION TEXT)");
    }
    var references = new References(context.client());
    SessionSummary session =
        isLast ? references.lastSession() : references.session(words.getFirst());
    var params =
        new RunSteerParams(
            null,
            session.session(),
            Arguments.find(arguments, STEP),
            words.getLast(),
            UUID.randomUUID().toString());
    RunSteerResult result = context.client().call(Methods.RUN_STEER, params);
    Console console = context.console();
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else {
      console.say(
          console.paint().good(console.symbols().done()) + " it will hear that at its next turn");
    }
    return ExitCode.OK;
  }
}

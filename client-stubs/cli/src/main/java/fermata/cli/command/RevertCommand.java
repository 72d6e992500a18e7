package fermata.cli.command;

import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.cli.question.PreparedAnswers;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.history.RevertMode;
import fermata.wire.method.history.RevertedCall;
import fermata.wire.method.history.SessionRevertParams;
import fermata.wire.method.history.SessionRevertResult;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.session.SessionSummary;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata revert}: takes a session back to where its run was, and goes on from there. */
final class RevertCommand implements Command {

  private static final String PREVIEW = "--preview";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "revert",
            "Takes a session back to where its run was, and goes on from there in the same session."
                + " The run that was taken back stays in the journal; what its tools changed outside"
                + " stays as it is and is listed.",
            "fermata revert 3f9a2b1c --before review --preview",
            "fermata revert 3f9a2b1c --at 24",
            "fermata revert --last --before review --agent review.agent.yaml");
    References.addSession(spec);
    spec.addOption(References.run());
    spec.addOption(
        Arguments.value("--at", "EVENT", "After that event; fermata checkpoints lists them"));
    spec.addOption(Arguments.value("--before", "NODE", "Before the last step of that node"));
    spec.addOption(Arguments.value("--before-step", "STEP", "Before that step, such as s5"));
    spec.addOption(
        Arguments.value("--agent", "FILE", "Go on with that definition, such as the changed one"));
    spec.addOption(Arguments.flag(PREVIEW, "Show what would be taken back, and change nothing"));
    spec.addOption(
        Arguments.values("--answer", "NODE[/FIELD]=VALUE", "Answer to the question of a node"));
    spec.addOption(Arguments.flag("--detach", "Take it back and leave"));
    spec.addOption(
        Arguments.json("Print events as JSON, one a line, and how it ended as the last"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) throws InterruptedException {
    SessionSummary session = new References(context.client()).session(arguments);
    String file = Arguments.find(arguments, "--agent");
    String agent = file == null ? null : context.console().path(file).toString();
    PreparedAnswers prepared =
        Answering.prepared(
            context, agent == null ? session.uri() : agent, Arguments.all(arguments, "--answer"));
    SessionRevertResult reverted =
        context.client().call(Methods.SESSION_REVERT, params(arguments, session.session(), agent));
    boolean isJson = Arguments.has(arguments, Arguments.JSON);
    if (Arguments.has(arguments, PREVIEW) || Arguments.has(arguments, "--detach")) {
      if (isJson) {
        context.console().printJson(Json.toTree(reverted));
      } else {
        say(context.console(), reverted);
      }
      return ExitCode.OK;
    }
    if (!isJson) {
      say(context.console(), reverted);
    }
    return new Following(context, isJson)
        .follow(reverted.session(), Objects.requireNonNull(reverted.run()), prepared);
  }

  private static void say(Console console, SessionRevertResult reverted) {
    String run = reverted.run();
    console.say(
        (run == null ? "would take back " : "took back ")
            + Amounts.count(reverted.steps(), "step")
            + " after event "
            + reverted.to().at());
    for (RevertedCall call : reverted.calls()) {
      String node = call.node() == null ? "" : " of node " + DisplayText.oneLine(call.node());
      console.say(
          console.paint().warning(console.symbols().warning())
              + " "
              + DisplayText.oneLine(call.tool())
              + node
              + " (event "
              + call.at()
              + ") may have changed something, which stays");
    }
  }

  private static SessionRevertParams params(
      ParseResult arguments, String session, @Nullable String agent) {
    String at = Arguments.find(arguments, "--at");
    String node = Arguments.find(arguments, "--before");
    String step = Arguments.find(arguments, "--before-step");
    if (at == null && node == null && step == null) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          "no position named",
          "use --at, --before or --before-step; fermata checkpoints lists them");
    }
    return new SessionRevertParams(
        session,
        References.run(arguments),
        at == null ? null : (long) Arguments.number("--at", at, 1, 999_999_999),
        step,
        node,
        agent == null ? null : new AgentReference(agent, null),
        Arguments.has(arguments, PREVIEW) ? RevertMode.STAGE : RevertMode.COMMIT,
        null,
        UUID.randomUUID().toString());
  }
}

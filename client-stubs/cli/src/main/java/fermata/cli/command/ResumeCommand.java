package fermata.cli.command;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.cli.question.PreparedAnswers;
import fermata.wire.method.Methods;
import fermata.wire.method.run.RunResumeParams;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.session.SessionSummary;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata resume}: comes back to a run, and lets it go on where it was interrupted. */
final class ResumeCommand implements Command {

  private static final String ACCEPT_CHANGES = "--accept-changes";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "resume",
            "Comes back to the newest run of a session: shows it from its beginning, asks what is open, and lets it go on"
                + " where it was interrupted.",
            "fermata resume --last",
            "fermata resume 3f9a2b1c");
    spec.addPositional(
        Arguments.positional(
            "0", "0..1", "SESSION", "The session, by the beginning or end of its id"));
    spec.addOption(References.last("The session that changed last"));
    spec.addOption(
        Arguments.flag(ACCEPT_CHANGES, "Go on although the definition has changed since"));
    spec.addOption(
        Arguments.values("--answer", "NODE[/FIELD]=VALUE", "Answer to the question of a node"));
    spec.addOption(
        Arguments.json("Print events as JSON, one a line, and how it ended as the last"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) throws InterruptedException {
    SessionSummary session = new References(context.client()).session(arguments);
    RunSummary run = session.run();
    if (run == null) {
      throw CommandFailure.of(ExitCode.USAGE, "session " + session.session() + " has no run yet");
    }
    boolean accepts = Arguments.has(arguments, ACCEPT_CHANGES);
    if (run.status().equals(RunStatus.INTERRUPTED) || accepts) {
      context
          .client()
          .call(
              Methods.RUN_RESUME,
              new RunResumeParams(
                  session.session(), run.run(), UUID.randomUUID().toString(), accepts));
    }
    Following following = new Following(context, Arguments.has(arguments, Arguments.JSON));
    following.announce(session.agent(), session.session());
    return following.follow(
        session.session(),
        run.run(),
        PreparedAnswers.none().with(Arguments.all(arguments, "--answer")));
  }
}

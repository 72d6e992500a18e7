package fermata.cli.command;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.cli.question.PreparedAnswers;
import fermata.client.FermataException;
import fermata.wire.method.Methods;
import fermata.wire.method.run.RunResumeParams;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.session.SessionSummary;
import java.util.ArrayList;
import java.util.List;
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
                + " where it was interrupted or paused.",
            "fermata resume --last",
            "fermata resume 3f9a2b1c");
    References.addSession(spec);
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
    PreparedAnswers prepared =
        Answering.prepared(context, session.uri(), Arguments.all(arguments, "--answer"));
    boolean accepts = Arguments.has(arguments, ACCEPT_CHANGES);
    if (accepts || standsStill(run)) {
      goOn(context, session, run, accepts);
    } else if (run.status().equals(RunStatus.HELD)) {
      sayChanges(context, session, run);
    }
    Following following = new Following(context, Arguments.has(arguments, Arguments.JSON));
    following.announce(session.agent(), session.session());
    return following.follow(session.session(), run.run(), prepared);
  }

  /** Whether it goes on only when somebody says so. */
  private static boolean standsStill(RunSummary run) {
    return run.status().equals(RunStatus.INTERRUPTED)
        || run.status().equals(RunStatus.PAUSING)
        || run.reasons().contains("paused");
  }

  private static void goOn(
      Context context, SessionSummary session, RunSummary run, boolean accepts) {
    try {
      resume(context, session, run, accepts);
    } catch (FermataException.Refused refused) {
      List<String> advice = new ArrayList<>(texts(refused, "changes"));
      List<String> obstacles = texts(refused, "obstacles");
      if (advice.isEmpty()) {
        throw refused;
      }
      // The first stands in the message.
      obstacles.stream().skip(1).forEach(advice::add);
      advice.add(
          obstacles.isEmpty()
              ? "to go on with it: " + command(session) + " " + ACCEPT_CHANGES
              : "change the definition so that the run can go on, and resume it then");
      throw CommandFailure.of(
              ExitCode.HELD,
              obstacles.isEmpty()
                  ? "the definition has changed since the run was started"
                  : DisplayText.oneLine(refused.error().message()),
              String.join("\n", advice))
          .because(refused);
    }
  }

  /** A run that waits for an answer may go on as it was begun, so its changes are only said. */
  private static void sayChanges(Context context, SessionSummary session, RunSummary run) {
    try {
      resume(context, session, run, false);
    } catch (FermataException.Refused refused) {
      List<String> changes = texts(refused, "changes");
      if (changes.isEmpty()) {
        throw refused;
      }
      Console console = context.console();
      console.say(
          console.paint().warning(console.symbols().warning())
              + " the definition has changed; the run goes on with the one that it was started with");
      changes.forEach(change -> console.say("  " + change));
      if (texts(refused, "obstacles").isEmpty()) {
        console.say("  to go on with the changed one: " + command(session) + " " + ACCEPT_CHANGES);
      } else {
        console.say("  " + DisplayText.oneLine(refused.error().message()));
      }
    }
  }

  private static void resume(
      Context context, SessionSummary session, RunSummary run, boolean accepts) {
    String key = UUID.randomUUID().toString();
    context
        .client()
        .call(Methods.RUN_RESUME, new RunResumeParams(session.session(), run.run(), key, accepts));
  }

  private static String command(SessionSummary session) {
    return "fermata resume " + References.shortened(session.session());
  }

  private static List<String> texts(FermataException.Refused refused, String member) {
    List<String> texts = new ArrayList<>();
    refused
        .error()
        .data()
        .path(member)
        .forEach(text -> texts.add(DisplayText.oneLine(text.asText())));
    return texts;
  }
}

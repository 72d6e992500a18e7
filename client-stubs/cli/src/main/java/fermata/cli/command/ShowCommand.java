package fermata.cli.command;

import fermata.cli.console.Amounts;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.cli.follow.GoalView;
import fermata.cli.question.Question;
import fermata.cli.question.QuestionText;
import fermata.cli.value.Shown;
import fermata.wire.event.Failure;
import fermata.wire.event.GoalFact;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.question.QuestionView;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.session.SessionGetParams;
import fermata.wire.method.session.SessionGetResult;
import fermata.wire.method.session.SessionSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata show}: one session with its runs and open questions. */
final class ShowCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "show",
            "Shows a session, its runs and its open questions.",
            "fermata show --last",
            "fermata show 3f9a2b1c --json");
    References.addSession(spec);
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    SessionSummary session = new References(context.client()).session(arguments);
    SessionGetResult found =
        context.client().call(Methods.SESSION_GET, new SessionGetParams(session.session()));
    if (Arguments.has(arguments, Arguments.JSON)) {
      context.console().printJson(Json.toTree(found));
    } else {
      print(context.console(), found);
    }
    return ExitCode.OK;
  }

  private static void print(Console console, SessionGetResult found) {
    SessionSummary session = found.session();
    field(console, "session", session.session());
    field(console, "title", session.title());
    field(console, "agent", session.agent());
    field(console, "definition", session.uri());
    field(console, "digest", session.digest());
    field(console, "status", SessionsCommand.status(session));
    field(console, "begun", Amounts.ago(session.createdAt(), console.now()));
    field(console, "changed", Amounts.ago(session.updatedAt(), console.now()));
    for (RunSummary run : found.runs()) {
      console.print("");
      printRun(console, run);
    }
    for (QuestionView view : found.questions()) {
      Question question = Question.of(view);
      console.print("");
      new QuestionText(console).lines(question).forEach(console::print);
      String reference =
          found.questions().size() == 1 ? References.shortened(session.session()) : question.id();
      console.print("  to answer: " + QuestionText.howToAnswer(question, reference));
    }
  }

  private static void printRun(Console console, RunSummary run) {
    field(console, "run", run.run());
    field(console, "status", run.status().wireName() + SessionsCommand.waitedFor(run));
    if (run.endedAt() != null) {
      // What a run has used is reckoned up when it ends.
      field(console, "steps", String.valueOf(run.usage().steps()));
      field(console, "cost", Amounts.dollars(run.usage().costUsd()));
    }
    GoalFact.Evaluated goal = run.goal();
    field(
        console, "goal", goal == null ? null : GoalView.verdict(goal).substring("goal ".length()));
    Failure error = run.error();
    field(console, "error", error == null ? null : error.kind() + ": " + error.message());
    field(console, "output", run.output() == null ? null : Shown.brief(run.output(), 2000));
  }

  private static void field(Console console, String name, @Nullable String value) {
    if (value != null) {
      console.print(console.outPaint().faint("%-11s".formatted(name)) + DisplayText.oneLine(value));
    }
  }
}

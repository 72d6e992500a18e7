package fermata.cli.command;

import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.goal.GoalProgress;
import fermata.wire.method.goal.GoalProgressParams;
import fermata.wire.method.goal.GoalProgressResult;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata goal}: how runs stood to the goals of their agents. */
final class GoalCommand implements Command {

  private static final String SESSION = "--session";
  private static final String RUN = "--run";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "goal",
            "Shows how runs stood to the goals of their agents, added up.",
            "fermata goal",
            "fermata goal refund-desk --json",
            "fermata goal --session 3f9a2b1c");
    spec.addPositional(
        Arguments.positional("0", "0..1", "AGENT", "The agent, by its name; all without it"));
    spec.addOption(Arguments.value(SESSION, "SESSION", "Only the runs of this session, by its id"));
    spec.addOption(Arguments.value(RUN, "RUN", "Only this run, by its id"));
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    GoalProgressResult found =
        context
            .client()
            .call(
                Methods.GOAL_PROGRESS,
                new GoalProgressParams(
                    Arguments.positional(arguments, 0),
                    session(arguments, context),
                    Arguments.find(arguments, RUN)));
    if (Arguments.has(arguments, Arguments.JSON)) {
      context.console().printJson(Json.toTree(found));
    } else {
      print(context.console(), found);
    }
    return ExitCode.OK;
  }

  private static @Nullable String session(ParseResult arguments, Context context) {
    String reference = Arguments.find(arguments, SESSION);
    return reference == null ? null : new References(context.client()).session(reference).session();
  }

  private static void print(Console console, GoalProgressResult found) {
    if (found.goals().isEmpty()) {
      console.say("no run was held against a goal yet");
    }
    for (GoalProgress goal : found.goals()) {
      print(console, goal);
    }
    if (!found.complete()) {
      console.say("only the newest runs were looked at");
    }
  }

  private static void print(Console console, GoalProgress goal) {
    console.print(console.outPaint().bold(DisplayText.oneLine(goal.agent())));
    row(console, "", "met", "missed", "unevaluated");
    part(console, "runs", goal.total());
    parts(console, "criterion", goal.criteria(), UnaryOperator.identity());
    parts(console, "constraint", goal.constraints(), UnaryOperator.identity());
    parts(console, "entry", goal.entries(), UnaryOperator.identity());
    parts(console, "session", goal.sessions(), References::shortened);
    if (goal.score() != null) {
      String score = goal.score().movePointRight(2).stripTrailingZeros().toPlainString();
      console.print("  mean score  " + score + " %");
    }
  }

  private static void parts(
      Console console, String kind, List<GoalProgress.Part> parts, UnaryOperator<String> name) {
    parts.forEach(part -> part(console, kind + " " + name.apply(part.id()), part.tally()));
  }

  private static void part(Console console, String name, GoalProgress.Tally tally) {
    row(
        console,
        name,
        String.valueOf(tally.met()),
        String.valueOf(tally.missed()),
        String.valueOf(tally.unevaluated()));
  }

  private static void row(
      Console console, String name, String met, String missed, String unevaluated) {
    console.print(
        "  %-32s %6s %8s %12s".formatted(DisplayText.oneLine(name), met, missed, unevaluated));
  }
}

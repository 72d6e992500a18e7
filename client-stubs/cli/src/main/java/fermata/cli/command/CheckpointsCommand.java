package fermata.cli.command;

import fermata.cli.console.Amounts;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.history.CheckpointListParams;
import fermata.wire.method.history.CheckpointListResult;
import fermata.wire.method.history.CheckpointView;
import fermata.wire.method.session.SessionSummary;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata checkpoints}: where a run can be forked, compared and looked at. */
final class CheckpointsCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "checkpoints",
            "Lists the positions of a run that it can be forked from: after its start, after each"
                + " step, and where it was held.",
            "fermata checkpoints --last",
            "fermata checkpoints 3f9a2b1c --json");
    References.addSession(spec);
    spec.addOption(References.run());
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    SessionSummary session = new References(context.client()).session(arguments);
    CheckpointListResult found =
        context
            .client()
            .call(
                Methods.CHECKPOINT_LIST,
                new CheckpointListParams(session.session(), References.run(arguments)));
    if (Arguments.has(arguments, Arguments.JSON)) {
      context.console().printJson(Json.toTree(found));
    } else {
      print(context.console(), found, References.shortened(session.session()));
    }
    return ExitCode.OK;
  }

  private static void print(Console console, CheckpointListResult found, String session) {
    if (found.checkpoints().isEmpty()) {
      console.say("run " + found.run() + " has no checkpoint yet");
      return;
    }
    Table table = new Table(console, "EVENT", "AFTER", "WHAT", "THEN", "TIME", "COST", "NEXT");
    CheckpointView first = found.checkpoints().getFirst();
    for (CheckpointView view : found.checkpoints()) {
      table.row(
          String.valueOf(view.seq()),
          Amounts.duration(Duration.between(first.at(), view.at())),
          what(view),
          view.status().wireName(),
          Amounts.ago(view.at(), console.now()),
          Amounts.dollars(view.usage().costUsd()),
          String.join(", ", view.next()));
    }
    table.print();
    console.say("");
    console.say("  to go on from one of them: fermata fork " + session + " --at EVENT");
  }

  private static String what(CheckpointView view) {
    return view.step() == null
        ? view.type()
        : view.step() + " " + view.node() + " " + view.outcome();
  }
}

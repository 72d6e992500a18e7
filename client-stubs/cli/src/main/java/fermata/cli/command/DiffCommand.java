package fermata.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.cli.inspect.RunTree;
import fermata.cli.inspect.SideBySide;
import fermata.cli.value.Shown;
import fermata.client.FermataClient;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.history.CheckpointDiffParams;
import fermata.wire.method.history.CheckpointDiffResult;
import fermata.wire.method.history.EventDifference;
import fermata.wire.method.history.EventReference;
import fermata.wire.method.history.RunPosition;
import fermata.wire.method.history.StateGetParams;
import fermata.wire.method.history.StateGetResult;
import fermata.wire.method.history.ValueChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata diff}: what differs between two positions of a run, or between two runs. */
final class DiffCommand implements Command {

  private static final int VALUE_COLUMNS = 200;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "diff",
            "Compares what a run knew at two of its events, or two runs: where they part, their steps"
                + " side by side, and what differs. Exit code 1 where something differs.",
            "fermata diff 3f9a2b1c@12 3f9a2b1c@40",
            "fermata diff 3f9a2b1c@s2 3f9a2b1c@s5",
            "fermata diff 3f9a2b1c 77d01e2f --json");
    spec.addPositional(
        Arguments.positional(
            "0", "1", "SESSION[@EVENT]", "A session; after that event or step, or as it is now"));
    spec.addPositional(
        Arguments.positional("1", "1", "SESSION[@EVENT]", "What it is compared with"));
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    var references = new References(context.client());
    CheckpointDiffResult found =
        context
            .client()
            .call(
                Methods.CHECKPOINT_DIFF,
                new CheckpointDiffParams(
                    position(context.client(), references, Arguments.positional(arguments, 0)),
                    position(context.client(), references, Arguments.positional(arguments, 1))));
    if (Arguments.has(arguments, Arguments.JSON)) {
      context.console().printJson(Json.toTree(found));
    } else {
      print(context, found);
    }
    boolean isSame = found.changes().isEmpty() && found.firstDifference() == null;
    return isSame ? ExitCode.OK : ExitCode.FAILED;
  }

  private static RunPosition position(
      FermataClient client, References references, @Nullable String text) {
    String word = text == null ? "" : text;
    int sign = word.indexOf('@');
    String session = sign < 0 ? word : word.substring(0, sign);
    String id = references.session(session).session();
    return new RunPosition(
        id, null, sign < 0 ? null : Positions.of(client, id, null, word, word.substring(sign + 1)));
  }

  private static void print(Context context, CheckpointDiffResult found) {
    Console console = context.console();
    console.say(name(found.a()) + " → " + name(found.b()));
    parting(context, found);
    if (found.changes().isEmpty()) {
      console.say("what the runs know is the same");
    }
    for (ValueChange change : found.changes()) {
      console.print(console.outPaint().bold(DisplayText.oneLine(change.pointer())));
      line(console, "-", change.before());
      line(console, "+", change.after());
    }
  }

  /** Two runs part once; what they did from there on stands side by side. */
  private static void parting(Context context, CheckpointDiffResult found) {
    EventDifference parting = found.firstDifference();
    if (parting == null) {
      return;
    }
    Console console = context.console();
    console.print(console.outPaint().bold("first event that differs"));
    event(console, "-", parting.a());
    event(console, "+", parting.b());
    if (!found.a().session().equals(found.b().session())) {
      new SideBySide(console)
          .print(
              name(found.a()),
              tree(context.client(), found.a()),
              name(found.b()),
              tree(context.client(), found.b()));
    }
    console.print("");
  }

  private static RunTree tree(FermataClient client, RunPosition position) {
    StateGetResult state =
        client.call(
            Methods.STATE_GET,
            new StateGetParams(position.session(), position.run(), position.at()));
    var tree = new RunTree();
    InspectCommand.events(client, position.session(), state).forEach(tree::add);
    return tree;
  }

  private static String name(RunPosition position) {
    return References.shortened(position.session()) + "@" + position.at();
  }

  private static void line(Console console, String sign, @Nullable JsonNode value) {
    if (value != null) {
      print(console, sign, Shown.brief(value, VALUE_COLUMNS));
    }
  }

  private static void event(Console console, String sign, @Nullable EventReference event) {
    if (event != null) {
      String node = event.node() == null ? "" : " " + event.node();
      print(
          console,
          sign,
          event.seq() + " " + event.type() + node + " " + Shown.brief(event.data(), VALUE_COLUMNS));
    }
  }

  private static void print(Console console, String sign, String text) {
    String line = "  " + sign + " " + DisplayText.oneLine(text);
    console.print(sign.equals("-") ? console.outPaint().bad(line) : console.outPaint().good(line));
  }
}

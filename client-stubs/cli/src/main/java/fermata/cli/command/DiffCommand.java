package fermata.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.cli.value.Shown;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.history.CheckpointDiffParams;
import fermata.wire.method.history.CheckpointDiffResult;
import fermata.wire.method.history.EventDifference;
import fermata.wire.method.history.EventReference;
import fermata.wire.method.history.RunPosition;
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
            "Compares what a run knew at two of its events, or two runs: what differs, and where"
                + " they part. Exit code 1 where something differs.",
            "fermata diff 3f9a2b1c@12 3f9a2b1c@40",
            "fermata diff 3f9a2b1c 77d01e2f --json");
    spec.addPositional(
        Arguments.positional(
            "0", "1", "SESSION[@EVENT]", "A session; after that event, or as it is now"));
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
                    position(references, Arguments.positional(arguments, 0)),
                    position(references, Arguments.positional(arguments, 1))));
    if (Arguments.has(arguments, Arguments.JSON)) {
      context.console().printJson(Json.toTree(found));
    } else {
      print(context.console(), found);
    }
    boolean isSame = found.changes().isEmpty() && found.firstDifference() == null;
    return isSame ? ExitCode.OK : ExitCode.FAILED;
  }

  private static RunPosition position(References references, @Nullable String text) {
    String word = text == null ? "" : text;
    int sign = word.indexOf('@');
    String session = sign < 0 ? word : word.substring(0, sign);
    return new RunPosition(
        references.session(session).session(),
        null,
        sign < 0 ? null : event(word, word.substring(sign + 1)));
  }

  private static long event(String word, String number) {
    if (!number.matches("[1-9][0-9]{0,14}")) {
      throw CommandFailure.of(
          ExitCode.USAGE, word + ": expected the number of an event after @, such as @12");
    }
    return Long.parseLong(number);
  }

  private static void print(Console console, CheckpointDiffResult found) {
    console.say(name(found.a()) + " → " + name(found.b()));
    if (found.changes().isEmpty()) {
      console.say("what the runs know is the same");
    }
    for (ValueChange change : found.changes()) {
      console.print(console.outPaint().bold(DisplayText.oneLine(change.pointer())));
      line(console, "-", change.before());
      line(console, "+", change.after());
    }
    EventDifference parting = found.firstDifference();
    if (parting != null) {
      console.print("");
      console.print(console.outPaint().bold("first event that differs"));
      event(console, "-", parting.a());
      event(console, "+", parting.b());
    }
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

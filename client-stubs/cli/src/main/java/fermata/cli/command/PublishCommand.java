package fermata.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.events.EventsPublishParams;
import fermata.wire.method.events.EventsPublishResult;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata publish}: publishes an event to whoever waits for it. */
final class PublishCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "publish",
            "Publishes an event. Runs that wait for it go on, agents that subscribe to it start.",
            "fermata publish order.paid.v1 order=A-17 amount=49.90",
            "fermata publish ticket.opened.v1 --data '{\"kind\": \"refund\"}' --tag desk",
            "fermata publish build.done.v1 --dedupe-key build-4711");
    spec.addPositional(
        Arguments.positional("0", "1", "SCHEMA", "The schema of the event, as ticket.opened.v1"));
    spec.addPositional(
        Arguments.positional(
            "1..*", "0..*", "NAME=VALUE", "A member of its data: JSON, else taken as text"));
    addData(spec, "");
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  /** Adds the options that say what an event has. */
  static void addData(CommandSpec spec, String action) {
    spec.addOption(Arguments.value("--data", "JSON", action + "Its data, a JSON object"));
    spec.addOption(Arguments.value("--data-file", "FILE", action + "Its data, from a file"));
    spec.addOption(
        Arguments.values("--tag", "TAG", action + "A word to find it by; may be repeated"));
    spec.addOption(
        Arguments.value(
            "--dedupe-key",
            "KEY",
            action + "What you know it by: an event of this schema and key is published once"));
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    return publish(Arguments.positionals(arguments, 0), arguments, context);
  }

  /**
   * Publishes an event.
   *
   * @param words its schema, and members of its data
   */
  static ExitCode publish(List<String> words, ParseResult arguments, Context context) {
    if (words.isEmpty()) {
      throw CommandFailure.of(
          ExitCode.USAGE, "which event? (expected: its schema, such as ticket.opened.v1)");
    }
    String schema = words.getFirst();
    EventsPublishResult result =
        context
            .client()
            .call(
                Methods.EVENTS_PUBLISH,
                new EventsPublishParams(
                    schema,
                    data(words.subList(1, words.size()), arguments, context.console()),
                    Arguments.all(arguments, "--tag"),
                    Arguments.find(arguments, "--dedupe-key"),
                    UUID.randomUUID().toString()));
    if (Arguments.has(arguments, Arguments.JSON)) {
      context.console().printJson(Json.toTree(result));
    } else {
      say(context.console(), schema, result);
    }
    return ExitCode.OK;
  }

  private static ObjectNode data(List<String> words, ParseResult arguments, Console console) {
    @Nullable String json = Arguments.find(arguments, "--data");
    @Nullable String file = Arguments.find(arguments, "--data-file");
    if (json != null && file != null) {
      throw CommandFailure.of(ExitCode.USAGE, "--data and --data-file exclude each other");
    }
    ObjectNode data =
        json != null ? RunInput.object("--data", json) : RunInput.whole(console, null, file);
    words.forEach(word -> add(data, word));
    return data;
  }

  private static void add(ObjectNode data, String word) {
    int equals = word.indexOf('=');
    if (equals < 1) {
      throw CommandFailure.of(ExitCode.USAGE, "\"" + word + "\" is not NAME=VALUE");
    }
    data.set(word.substring(0, equals), value(word.substring(equals + 1)));
  }

  /** What is no JSON is a text, so that words need no quotes. */
  private static JsonNode value(String text) {
    try {
      JsonNode json = Json.mapper().readTree(text);
      return json == null || json.isMissingNode() ? Json.mapper().valueToTree(text) : json;
    } catch (JsonProcessingException notJson) {
      return Json.mapper().getNodeFactory().textNode(text);
    }
  }

  private static void say(Console console, String schema, EventsPublishResult result) {
    String number = "event " + result.seq() + " of the workspace";
    console.say(
        result.duplicate()
            ? schema + " was published before, as " + number
            : console.paint().good(console.symbols().done())
                + " published "
                + schema
                + ", "
                + number);
  }
}

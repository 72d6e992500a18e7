package fermata.cli.command;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.check.DefinitionFiles;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.cli.question.Dialog;
import fermata.cli.question.Field;
import fermata.cli.value.TypedValue;
import fermata.wire.json.Json;
import fermata.wire.method.agent.AgentInputField;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The input of a run: gathered from the command line, and asked for where it is missing. */
final class RunInput {

  private final Console console;
  private final SequencedMap<String, AgentInputField> fields;

  RunInput(Console console, SequencedMap<String, AgentInputField> fields) {
    this.console = console;
    this.fields = fields;
  }

  /**
   * {@return the fields of a whole input and of {@code field=value} words, which win}
   *
   * @throws CommandFailure where a word or the whole is no input of this agent
   */
  ObjectNode of(ObjectNode whole, List<String> words) {
    ObjectNode input = whole.deepCopy();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw CommandFailure.of(
            ExitCode.USAGE, "\"" + word + "\" is not field=value", "the fields are " + names());
      }
      String name = word.substring(0, equals);
      input.set(name, read(name, word.substring(equals + 1)));
    }
    return input;
  }

  private JsonNode read(String name, String text) {
    AgentInputField field = fields.get(name);
    if (field == null) {
      throw CommandFailure.of(
          ExitCode.USAGE, "the agent has no input " + name, "its inputs are " + names());
    }
    return switch (TypedValue.read(field.schema(), text)) {
      case TypedValue.Value(var value) -> value;
      case TypedValue.Mistake(var message) ->
          throw CommandFailure.of(ExitCode.USAGE, "input " + name + ": " + message);
    };
  }

  private String names() {
    return fields.isEmpty() ? "none" : String.join(", ", fields.keySet());
  }

  /**
   * {@return an input with the fields that were missing, asked from the person at the terminal}
   *
   * @throws CommandFailure where there is nobody to ask
   */
  ObjectNode completed(ObjectNode input) throws InterruptedException {
    List<Field> missing =
        fields.entrySet().stream()
            .map(field -> Field.of(field.getKey(), field.getValue()))
            .filter(field -> field.isRequired() && !input.has(field.name()))
            .toList();
    if (missing.isEmpty()) {
      return input;
    }
    if (!console.isInteractive()) {
      String names = String.join(", ", missing.stream().map(Field::name).toList());
      throw CommandFailure.of(
          ExitCode.USAGE,
          "missing input: " + names,
          "give it as " + missing.getFirst().name() + "=VALUE, --input-json or --input-file");
    }
    return ask(new Dialog.Form(missing, input));
  }

  private ObjectNode ask(Dialog.Form form) throws InterruptedException {
    Dialog dialog = form;
    while (true) {
      if (dialog instanceof Dialog.Form(var left, _)) {
        describe(left.getFirst().name());
      }
      console.prompt(dialog.prompt() + " " + console.paint().accent(">") + " ");
      Optional<String> line = console.typed().next();
      if (line.isEmpty()) {
        throw CommandFailure.of(ExitCode.USAGE, "missing input");
      }
      switch (dialog.type(line.get())) {
        case Dialog.Reply.More(var next) -> dialog = next;
        case Dialog.Reply.Again(var mistake) -> console.say(console.paint().warning(mistake));
        case Dialog.Reply.Done(var response) -> {
          return response.content() instanceof ObjectNode input ? input : form.values();
        }
      }
    }
  }

  private void describe(String name) {
    AgentInputField field = fields.get(name);
    String description = field == null ? null : field.description();
    if (description != null) {
      console.say(console.paint().faint(DisplayText.oneLine(description)));
    }
  }

  /**
   * {@return the JSON object of {@code --input-json}, or of the file of {@code --input-file}}
   *
   * @throws CommandFailure where it is no JSON object
   */
  static ObjectNode whole(Console console, @Nullable String json, @Nullable String file) {
    if (json != null && file != null) {
      throw CommandFailure.of(ExitCode.USAGE, "--input-json and --input-file exclude each other");
    }
    if (json != null) {
      return object("--input-json", json);
    }
    return file == null
        ? Json.mapper().createObjectNode()
        : object(file, new DefinitionFiles(console).read(console.path(file)));
  }

  static ObjectNode object(String name, String text) {
    try {
      if (Json.mapper().readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw CommandFailure.of(ExitCode.USAGE, name + ": not JSON: " + reason(e)).because(e);
    }
    throw CommandFailure.of(ExitCode.USAGE, name + ": expected a JSON object");
  }

  /** The parser's own words end with a place in a source that it does not show. */
  private static String reason(JsonProcessingException e) {
    String words = e.getOriginalMessage().replaceAll("(\\s*\\([^()]*\\[Source: |, from `).*", "");
    JsonLocation place = e.getLocation();
    return DisplayText.oneLine(words)
        + " (line "
        + place.getLineNr()
        + ", column "
        + place.getColumnNr()
        + ")";
  }
}

package fermata.cli.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.value.Shown;
import fermata.cli.value.TypedValue;
import fermata.wire.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer that was given without a dialog: as words of a command line, or as a value of a file.
 *
 * <p>Both are typed into the dialog of the question, so that they mean what they would mean in a
 * terminal.
 */
public sealed interface GivenAnswer {

  /** It answers the question. */
  record Fits(Response response) implements GivenAnswer {}

  /** It does not: why not. */
  record Misfit(String message) implements GivenAnswer {}

  /** {@return words as an answer; those of a form are {@code field=value}} */
  static GivenAnswer ofWords(Question question, List<String> words) {
    if (!(Dialog.of(question) instanceof Dialog.Form form)) {
      return typed(Dialog.of(question), String.join(" ", words));
    }
    ObjectNode values = Json.mapper().createObjectNode();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        return new Misfit("\"" + word + "\" is not field=value; the fields are " + names(form));
      }
      values.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return fields(form, values);
  }

  /** {@return a value as an answer: text as if typed, an object as the fields of a form} */
  static GivenAnswer ofValue(Question question, JsonNode value) {
    return switch (Dialog.of(question)) {
      case Dialog.Form form when value.isObject() -> fields(form, value);
      case Dialog.Form form -> new Misfit("an object with " + names(form) + " is wanted");
      // The daemon checks what else is in it, such as a reason.
      case Dialog.YesOrNo _ when value.path("approve").isBoolean() -> new Fits(Response.of(value));
      case Dialog.Permission _ when value.path("approve").isBoolean() ->
          new Fits(Response.of(value));
      case Dialog dialog -> typed(dialog, Shown.plain(value));
    };
  }

  private static GivenAnswer typed(Dialog dialog, String line) {
    return switch (dialog.type(line)) {
      case Dialog.Reply.Done(var response) -> new Fits(response);
      case Dialog.Reply.More _ -> throw new IllegalStateException("a form is answered by fields");
      case Dialog.Reply.Again(var mistake) -> new Misfit(mistake);
    };
  }

  private static GivenAnswer fields(Dialog.Form form, JsonNode values) {
    ObjectNode answer = Json.mapper().createObjectNode();
    List<String> unknown = new ArrayList<>();
    values.fieldNames().forEachRemaining(unknown::add);
    for (Field field : form.left()) {
      unknown.remove(field.name());
      JsonNode given = values.get(field.name());
      if (given == null && field.isRequired()) {
        return new Misfit(field.name() + " is needed; the fields are " + names(form));
      }
      if (given != null) {
        switch (read(field, given)) {
          case TypedValue.Value(var value) -> answer.set(field.name(), value);
          case TypedValue.Mistake(var message) -> {
            return new Misfit(field.name() + ": " + message);
          }
        }
      }
    }
    return unknown.isEmpty()
        ? new Fits(Response.of(answer))
        : new Misfit("there is no field " + unknown.getFirst() + "; the fields are " + names(form));
  }

  private static TypedValue read(Field field, JsonNode given) {
    return given.isTextual() ? field.read(given.asText()) : new TypedValue.Value(given);
  }

  private static String names(Dialog.Form form) {
    return String.join(", ", form.left().stream().map(Field::name).toList());
  }
}

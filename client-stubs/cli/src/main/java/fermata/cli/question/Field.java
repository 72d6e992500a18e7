package fermata.cli.question;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.value.Shown;
import fermata.cli.value.TypedValue;
import fermata.wire.event.FormField;
import fermata.wire.method.agent.AgentInputField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form or of an agent's input.
 *
 * @param schema JSON schema of the value
 * @param isRequired whether it must be given; one with a default never must
 */
public record Field(
    String name, JsonNode schema, boolean isRequired, @Nullable JsonNode defaultValue) {

  /** {@return a field of a question} */
  static Field of(String name, FormField field) {
    return new Field(
        name,
        field.schema(),
        field.required() && field.defaultValue() == null,
        field.defaultValue());
  }

  /** {@return a field of an agent's input} */
  public static Field of(String name, AgentInputField field) {
    return new Field(
        name,
        field.schema(),
        field.required() && field.defaultValue() == null,
        field.defaultValue());
  }

  /** {@return what a text means for this field} */
  public TypedValue read(String text) {
    return TypedValue.read(schema, text);
  }

  /** {@return what the value means, for people; empty where nobody has said it} */
  String description() {
    return schema.path("description").asText("");
  }

  /** {@return what kind of value is wanted, in a word or as the values to choose from} */
  public String kind() {
    if (schema.path("enum").isArray()) {
      List<String> values = new ArrayList<>();
      schema.path("enum").forEach(value -> values.add(Shown.plain(value)));
      return String.join("|", values);
    }
    return switch (schema.path("type").asText("")) {
      case "string" -> "text";
      case "integer" -> "whole number";
      case "boolean" -> "yes/no";
      case "array" -> "list";
      case "object" -> "JSON object";
      case "" -> "any value";
      default -> schema.path("type").asText();
    };
  }
}

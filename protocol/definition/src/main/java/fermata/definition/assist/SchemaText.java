package fermata.definition.assist;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.expression.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** JSON Schemas as people read them. */
final class SchemaText {

  private static final int ROWS_MAX = 30;

  private SchemaText() {}

  /** {@return the meaning, type, default and obligation of one value, as Markdown} */
  static String of(JsonNode schema, boolean isRequired) {
    var lines = new ArrayList<String>();
    if (schema.path("description").isTextual()) {
      lines.add(sentence(schema.path("description").textValue()));
    }
    lines.add("Value: `" + Type.ofSchema(schema) + "`" + (isRequired ? ", required" : ""));
    if (schema.has("default")) {
      lines.add("Default: `" + schema.path("default") + "`");
    }
    return String.join("\n\n", lines);
  }

  /** {@return a table of the members of an object schema; empty where it has none} */
  static String table(JsonNode schema) {
    var required = new HashSet<String>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    var rows = new ArrayList<String>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      if (rows.size() < ROWS_MAX) {
        rows.add(row(property, required.contains(property.getKey())));
      }
    }
    return rows.isEmpty() ? "" : "| name | type | |\n|---|---|---|\n" + String.join("\n", rows);
  }

  private static String row(Map.Entry<String, JsonNode> property, boolean isRequired) {
    JsonNode schema = property.getValue();
    String about = schema.path("description").asText("");
    String fallback = schema.has("default") ? " (default `" + schema.path("default") + "`)" : "";
    String type = Type.ofSchema(schema).toString();
    String mark = isRequired ? "**" : "";
    return "| "
        + mark
        + cell("`" + property.getKey() + "`")
        + mark
        + " | "
        + cell("`" + type + "`")
        + " | "
        + cell(about + fallback)
        + " |";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }

  static String sentence(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }

  /** {@return a field with the type of a schema, in flow style; the details are left out} */
  static String flow(JsonNode schema) {
    if (schema.path("enum").isArray()) {
      String words =
          StreamSupport.stream(schema.path("enum").spliterator(), false)
              .map(JsonNode::toString)
              .collect(Collectors.joining(", "));
      return "{enum: [" + words + "]}";
    }
    String type = schema.path("type").isTextual() ? schema.path("type").textValue() : "";
    return type.isEmpty() ? "{}" : "{type: " + type + "}";
  }
}

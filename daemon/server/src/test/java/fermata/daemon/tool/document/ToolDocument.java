package fermata.daemon.tool.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes what the built-in tools are, from their declarations. */
final class ToolDocument {

  private static final List<Map.Entry<String, String>> BOUNDS =
      List.of(
          Map.entry("minimum", "at least %s"),
          Map.entry("maximum", "at most %s"),
          Map.entry("maxLength", "at most %s characters"),
          Map.entry("maxItems", "at most %s items"),
          Map.entry("maxProperties", "at most %s members"));

  private final StringBuilder out = new StringBuilder();

  static String of(JsonNode declarations) {
    ToolDocument document = new ToolDocument();
    declarations
        .path("tools")
        .properties()
        .forEach(tool -> document.tool(tool.getKey(), tool.getValue()));
    return document.out.toString().strip();
  }

  private void tool(String name, JsonNode tool) {
    block("### " + name);
    block(tool.path("description").asText());
    block(traits(tool));
    fields("parameter", tool.path("inputSchema"));
    fields("result", tool.path("outputSchema"));
    for (JsonNode example : tool.path("examples")) {
      block("Example, " + example.path("description").asText() + ":");
      block("```json\n" + example.path("args") + "\n```");
    }
  }

  private void block(String text) {
    out.append(text).append("\n\n");
  }

  private static String traits(JsonNode tool) {
    List<String> traits = new ArrayList<>();
    traits.add(tool.path("readOnly").asBoolean() ? "Changes nothing" : "May change things");
    if (tool.path("destructive").asBoolean()) {
      traits.add("may destroy what was there");
    }
    traits.add(
        tool.path("idempotent").asBoolean()
            ? "may be repeated after a crash"
            : "is not repeated after a crash (" + tool.path("onUnknown").asText("ask") + ")");
    if (tool.has("timeout")) {
      traits.add("timeout " + tool.path("timeout").asText());
    }
    return String.join("; ", traits) + ".";
  }

  private void fields(String kind, JsonNode schema) {
    if (schema.path("properties").isEmpty()) {
      block("No " + kind + "s.");
      return;
    }
    out.append("| %s | type | |\n|---|---|---|\n".formatted(kind));
    List<String> required = texts(schema.path("required"));
    schema
        .path("properties")
        .properties()
        .forEach(
            field ->
                out.append(
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            field.getKey(),
                            type(field.getValue()),
                            notes(
                                field.getValue(),
                                kind.equals("parameter") && required.contains(field.getKey())))));
    out.append('\n');
  }

  private static String type(JsonNode schema) {
    if (schema.has("enum")) {
      return texts(schema.path("enum")).stream().collect(Collectors.joining("`, `", "`", "`"));
    }
    if (schema.has("oneOf")) {
      return StreamSupport.stream(schema.path("oneOf").spliterator(), false)
          .map(ToolDocument::type)
          .collect(Collectors.joining(" or "));
    }
    if (schema.path("type").isArray()) {
      return String.join(" or ", texts(schema.path("type")));
    }
    return schema.path("type").asText().equals("array")
        ? "list of " + type(schema.path("items"))
        : schema.path("type").asText("any");
  }

  private static String notes(JsonNode schema, boolean isRequired) {
    List<String> notes = new ArrayList<>();
    if (isRequired) {
      notes.add("required");
    }
    if (schema.has("description")) {
      notes.add(schema.path("description").asText().replaceAll("[|*]", "\\\\$0"));
    }
    if (schema.has("default")) {
      notes.add("default `" + schema.path("default") + "`");
    }
    if (schema.has("minLength") || schema.has("minItems")) {
      notes.add("not empty");
    }
    BOUNDS.stream()
        .filter(bound -> schema.has(bound.getKey()))
        .forEach(bound -> notes.add(bound.getValue().formatted(schema.path(bound.getKey()))));
    return String.join("; ", notes);
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}

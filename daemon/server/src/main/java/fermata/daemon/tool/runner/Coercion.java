package fermata.daemon.tool.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes arguments right that models get wrong, where nothing is lost by it: a number or a flag in
 * quotes, a list or an object as a text of JSON, one element in place of a list of one.
 *
 * <p>Only members whose schema names one type are looked at, and only where the value has another.
 * Pure.
 */
final class Coercion {

  private static final String NUMBER = "-?(0|[1-9]\\d{0,14})(\\.\\d{1,15})?";
  private static final String INTEGER = "-?(0|[1-9]\\d{0,17})";

  private final List<String> notes = new ArrayList<>();

  private Coercion() {}

  /**
   * What became of arguments.
   *
   * @param notes what was changed, for people; empty where nothing was
   */
  record Coerced(JsonNode args, List<String> notes) {}

  static Coerced of(JsonNode args, JsonNode schema) {
    var coercion = new Coercion();
    JsonNode coerced = coercion.value("", args, schema);
    return new Coerced(coerced, List.copyOf(coercion.notes));
  }

  private JsonNode value(String pointer, JsonNode value, JsonNode schema) {
    JsonNode fit = fit(value, schema.path("type").asText());
    if (fit != null) {
      notes.add(pointer + ": " + shown(value) + " was taken as " + shown(fit));
    }
    return within(pointer, fit == null ? value : fit, schema);
  }

  private JsonNode within(String pointer, JsonNode value, JsonNode schema) {
    return switch (value) {
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(
                member -> {
                  String name = member.getKey();
                  JsonNode of = schema.path("properties").path(name);
                  copy.set(name, value(pointer + "/" + name, member.getValue(), of));
                });
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < array.size(); i++) {
          copy.add(value(pointer + "/" + i, array.get(i), schema.path("items")));
        }
        yield copy;
      }
      case JsonNode _ -> value;
    };
  }

  private static @Nullable JsonNode fit(JsonNode value, String type) {
    return switch (type) {
      case "integer" -> value.isTextual() ? number(value.textValue(), INTEGER) : null;
      case "number" -> value.isTextual() ? number(value.textValue(), NUMBER) : null;
      case "boolean" -> value.isTextual() ? flag(value.textValue()) : null;
      case "array" -> value.isArray() || value.isNull() ? null : list(value);
      case "object" -> value.isTextual() ? parsed(value.textValue(), "{") : null;
      default -> null;
    };
  }

  private static @Nullable JsonNode number(String text, String form) {
    return text.matches(form) ? parsed(text, "") : null;
  }

  private static @Nullable JsonNode flag(String text) {
    return switch (text) {
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      default -> null;
    };
  }

  private static JsonNode list(JsonNode value) {
    JsonNode parsed = value.isTextual() ? parsed(value.textValue(), "[") : null;
    return parsed != null ? parsed : JsonNodeFactory.instance.arrayNode().add(value);
  }

  private static @Nullable JsonNode parsed(String text, String start) {
    try {
      return text.strip().startsWith(start) ? Json.parse(text) : null;
    } catch (JsonProcessingException _) {
      return null;
    }
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}

package fermata.daemon.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of a call: they fit their schema, and defaults are filled in. */
public record Arguments(JsonNode json) {

  /** {@return arguments with the defaults of a schema where they are silent} */
  public static Arguments of(JsonNode given, JsonNode schema) {
    if (!given.isObject()) {
      return new Arguments(given);
    }
    ObjectNode filled = ((ObjectNode) given).deepCopy();
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              JsonNode value = property.getValue().get("default");
              if (value != null && !filled.has(property.getKey())) {
                filled.set(property.getKey(), value.deepCopy());
              }
            });
    return new Arguments(filled);
  }

  /** Whether an argument is given. */
  boolean has(String name) {
    return json.has(name);
  }

  /** {@return the value of an argument that must be there} */
  JsonNode value(String name) {
    return json.required(name);
  }

  String text(String name) {
    return value(name).asText();
  }

  int number(String name) {
    return value(name).asInt();
  }

  Optional<Integer> findNumber(String name) {
    return has(name) ? Optional.of(number(name)) : Optional.empty();
  }

  boolean flag(String name) {
    return value(name).asBoolean();
  }

  /** {@return several texts, or the one that stands for a list of one} */
  List<String> texts(String name) {
    JsonNode value = value(name);
    if (value.isTextual()) {
      return List.of(value.asText());
    }
    List<String> texts = new ArrayList<>();
    value.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  Map<String, String> textsByName(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    value(name)
        .properties()
        .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
    return texts;
  }
}

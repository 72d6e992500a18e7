package fermata.daemon.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Takes secrets out of what is written down for others: each stands by its name there.
 *
 * @param names of the secrets, by their values, the longest value first
 */
public record Redaction(SequencedMap<String, String> names) {

  /** Nothing is secret. */
  public static final Redaction NONE = new Redaction(new java.util.LinkedHashMap<>());

  /** {@return a text without secrets} */
  public String text(String text) {
    String plain = text;
    for (Map.Entry<String, String> secret : names.entrySet()) {
      plain = plain.replace(secret.getKey(), "<secret " + secret.getValue() + ">");
    }
    return plain;
  }

  /** {@return a value without secrets in its texts and names} */
  public JsonNode json(JsonNode value) {
    if (names.isEmpty()) {
      return value;
    }
    if (value.isTextual()) {
      return TextNode.valueOf(text(value.textValue()));
    }
    if (value.isArray()) {
      ArrayNode plain = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> plain.add(json(element)));
      return plain;
    }
    if (value.isObject()) {
      ObjectNode plain = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(one -> plain.set(text(one.getKey()), json(one.getValue())));
      return plain;
    }
    return value;
  }

  // What it has is what nobody may see.
  @Override
  public String toString() {
    return "Redaction[" + names.values() + "]";
  }
}

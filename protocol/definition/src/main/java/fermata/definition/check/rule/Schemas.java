package fermata.definition.check.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.schema.PlainFit;
import fermata.definition.schema.SchemaValidator;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What rules do with the schemas of fields. */
public final class Schemas {

  private static final Set<String> ADDED = Set.of("default", "from", "reduce", "scope");

  private Schemas() {}

  /** {@return the schema of a field, without what the language adds to it} */
  public static JsonNode ofField(Block field) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    for (Entry entry : field.entries()) {
      JsonNode value = YamlValues.toJson(entry.value());
      boolean isFlag = entry.keyText().equals("required") && !value.isArray();
      if (!ADDED.contains(entry.keyText()) && !isFlag) {
        schema.set(entry.keyText(), value);
      }
    }
    return schema;
  }

  /** {@return what of a value does not fit; nothing where the schema itself is broken} */
  public static List<SchemaValidator.Violation> violations(JsonNode schema, JsonNode value) {
    if (PlainFit.of(schema, value) == PlainFit.YES) {
      return List.of();
    }
    SchemaValidator validator = SchemaValidator.of(schema);
    return validator.isSound() ? validator.validate(value) : List.of();
  }

  /** {@return the place of a part of a value, by its JSON pointer; the nearest one around it} */
  public static Span place(YamlNode value, String jsonPointer) {
    YamlNode node = YamlValues.resolved(value);
    for (String step :
        jsonPointer.isEmpty() ? new String[0] : jsonPointer.substring(1).split("/")) {
      Optional<YamlNode> next = child(node, step.replace("~1", "/").replace("~0", "~"));
      if (next.isEmpty()) {
        break;
      }
      node = YamlValues.resolved(next.get());
    }
    return node.span();
  }

  private static Optional<YamlNode> child(YamlNode node, String step) {
    if (node instanceof YamlNode.Mapping mapping) {
      return YamlValues.entries(mapping).stream()
          .filter(entry -> entry.keyText().equals(step))
          .map(Entry::value)
          .findFirst();
    }
    if (node instanceof YamlNode.Sequence sequence && step.matches("\\d{1,9}")) {
      return sequence.items().stream().skip(Long.parseLong(step)).findFirst();
    }
    return Optional.empty();
  }
}

package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.model.Field;
import fermata.definition.model.OutputField;
import fermata.definition.model.Reducer;
import fermata.definition.model.StateKey;
import fermata.definition.model.StateScope;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields: names with a schema and what the language adds to it.
 *
 * @param schemas those that were read, each once: most fields say no more than their type
 */
record FieldReader(Texts texts, Map<JsonNode, JsonNode> schemas) {

  FieldReader(Texts texts) {
    this(texts, new HashMap<>());
  }

  /** What is not part of the schema. A list under {@code required} is, a flag is not. */
  private static final Set<String> ADDED = Set.of("default", "from", "reduce", "scope");

  SequencedMap<String, Field> fields(Spot spot) {
    SequencedMap<String, Field> fields = new LinkedHashMap<>();
    spot.forEach((name, field) -> fields.put(name, shared(field(name, field))));
    return fields;
  }

  private Field shared(Field field) {
    JsonNode schema = schemas.computeIfAbsent(field.schema(), it -> it);
    return new Field(field.name(), schema, field.required(), field.defaultValue());
  }

  SequencedMap<String, OutputField> outputs(Spot spot) {
    SequencedMap<String, OutputField> fields = new LinkedHashMap<>();
    spot.forEach((name, field) -> fields.put(name, output(name, field)));
    return fields;
  }

  SequencedMap<String, StateKey> stateKeys(Spot spot) {
    SequencedMap<String, StateKey> keys = new LinkedHashMap<>();
    spot.forEach((name, key) -> keys.put(name, stateKey(name, key)));
    return keys;
  }

  static Field field(String name, Spot spot) {
    JsonNode defaultValue = defaultValue(spot);
    Boolean required = spot.get("required").flag();
    boolean isRequired = defaultValue == null && (required == null || required);
    return new Field(name, schema(spot), isRequired, defaultValue);
  }

  private OutputField output(String name, Spot spot) {
    Spot from = spot.get("from");
    return new OutputField(field(name, spot), from.isPresent() ? texts.value(from) : null);
  }

  private static StateKey stateKey(String name, Spot spot) {
    String reduce = spot.get("reduce").textOr("error");
    Reducer reducer = Words.find(Reducer.class, reduce).orElse(Reducer.ERROR);
    StateScope scope =
        Words.find(StateScope.class, spot.get("scope").textOr("run")).orElse(StateScope.RUN);
    return new StateKey(name, schema(spot), reducer, defaultValue(spot), scope);
  }

  private static @Nullable JsonNode defaultValue(Spot spot) {
    Spot value = spot.get("default");
    return value.isPresent() ? value.json() : null;
  }

  private static JsonNode schema(Spot spot) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    spot.members()
        .forEach(
            (key, value) -> {
              boolean isFlag = key.equals("required") && value.flag() != null;
              if (!isFlag && !ADDED.contains(key) && !key.startsWith(KeyCatalogue.OWN_PREFIX)) {
                schema.set(key, value.json());
              }
            });
    return schema;
  }
}

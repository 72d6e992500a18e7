package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.Field;
import fermata.definition.schema.SchemaValidator;
import fermata.definition.schema.SchemaValidator.Violation;
import fermata.engine.fold.Canonical;
import fermata.engine.run.Failure;
import java.util.List;
import java.util.SequencedMap;

/** Objects with declared fields: their defaults, and what does not fit. */
final class Fields {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Fields() {}

  static List<Violation> check(SequencedMap<String, Field> fields, JsonNode value) {
    return SchemaValidator.of(Field.objectSchema(fields)).validate(value);
  }

  /** {@return the value with the defaults of what it leaves out; as it is where it is no object} */
  static JsonNode complete(SequencedMap<String, Field> fields, JsonNode value) {
    if (!(value instanceof ObjectNode given)) {
      return value;
    }
    ObjectNode complete = JSON.objectNode();
    complete.setAll(given);
    fields.forEach(
        (name, field) -> {
          if (field.defaultValue() != null && !given.has(name)) {
            complete.set(name, Canonical.of(field.defaultValue()));
          }
        });
    return complete;
  }

  /** {@return the members of declared names; the others are left out} */
  static JsonNode pick(SequencedMap<String, Field> fields, JsonNode value) {
    ObjectNode picked = JSON.objectNode();
    fields
        .keySet()
        .forEach(
            name -> {
              if (value.has(name)) {
                picked.set(name, value.get(name));
              }
            });
    return complete(fields, picked);
  }

  /** {@return a failure about a value that does not fit, with its place below a root} */
  static Failure failure(String kind, String root, Violation violation) {
    return Failure.at(root + violation.pointer().replace('/', '.'), kind, describe(violation));
  }

  /** {@return what a model is told whose outputs do not fit} */
  static String refusal(List<Violation> violations) {
    return "not accepted:\n"
        + String.join("\n", violations.stream().map(Fields::describe).toList());
  }

  static String describe(Violation violation) {
    String place = violation.pointer().isEmpty() ? "the value" : violation.pointer();
    return place + ": " + violation.message();
  }
}

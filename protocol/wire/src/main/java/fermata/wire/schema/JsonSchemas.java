package fermata.wire.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Json;
import fermata.wire.json.Shape;
import java.util.Collection;
import java.util.Map;

/**
 * Shapes as JSON Schema. Immutable.
 *
 * <p>Unknown members are allowed everywhere, as they are on the wire, and the known words of an
 * open set are examples only. Source: JSON Schema 2020-12.
 *
 * @param types whose names are referred to
 * @param folder JSON pointer to where the named types stand, such as {@code #/$defs/}
 */
record JsonSchemas(WireTypes types, String folder) {

  /** {@return the schema of every named type, by name} */
  ObjectNode definitions() {
    ObjectNode all = object();
    for (Map.Entry<String, Shape> each : types.shapes().entrySet()) {
      ObjectNode schema = object();
      String meaning = types.meaningOf(each.getValue());
      if (!meaning.isEmpty()) {
        schema.put("description", meaning);
      }
      all.set(each.getKey(), schema.setAll(whole(each.getValue())));
    }
    return all;
  }

  /** {@return the schema of a value of that shape: a reference where it has a name} */
  ObjectNode of(Shape shape) {
    return switch (shape) {
      case Shape.Text _ -> typed("string");
      case Shape.Time _ -> typed("string").put("format", "date-time");
      case Shape.Flag _ -> typed("boolean");
      case Shape.Whole(var isInt) ->
          isInt
              ? typed("integer").put("minimum", Integer.MIN_VALUE).put("maximum", Integer.MAX_VALUE)
              : typed("integer");
      case Shape.Real _ -> typed("number");
      case Shape.Any(var isObject) -> isObject ? typed("object") : object();
      case Shape.ListOf(var element) -> typed("array").set("items", of(element));
      case Shape.MapOf(var value) -> typed("object").set("additionalProperties", of(value));
      case Shape.Choice _, Shape.OpenChoice _, Shape.Named _, Shape.Structure _, Shape.OneOf _ ->
          reference(types.nameOf(shape));
    };
  }

  /** {@return the schema of one member, with its meaning} */
  ObjectNode of(Shape.Member member) {
    ObjectNode schema = object();
    if (!member.doc().isEmpty()) {
      schema.put("description", member.doc());
    }
    schema.setAll(of(member.shape()));
    return member.isUntrusted() ? schema.put("x-untrusted", true) : schema;
  }

  /** {@return a reference to a named type} */
  ObjectNode reference(String name) {
    return object().put("$ref", folder + name);
  }

  private ObjectNode whole(Shape shape) {
    return switch (shape) {
      case Shape.Structure(_, _, var members) -> structure(object(), members);
      case Shape.OneOf union -> oneOf(union);
      case Shape.Choice choice -> words(typed("string"), "enum", choice.words().keySet());
      case Shape.OpenChoice open -> words(typed("string"), "examples", open.known());
      case Shape.Named named -> whole(named.resolve());
      case Shape.Text _,
          Shape.Time _,
          Shape.Flag _,
          Shape.Whole _,
          Shape.Real _,
          Shape.Any _,
          Shape.ListOf _,
          Shape.MapOf _ ->
          of(shape);
    };
  }

  private ObjectNode oneOf(Shape.OneOf union) {
    ObjectNode schema = typed("object");
    words(schema, "required", java.util.List.of(union.tag()));
    ArrayNode cases = schema.putArray("oneOf");
    union
        .cases()
        .forEach(
            (word, structure) -> {
              ObjectNode tag = object();
              tag.putObject(union.tag()).put("const", word);
              cases.add(structure(tag, structure.members()));
            });
    return schema;
  }

  private ObjectNode structure(ObjectNode properties, Collection<Shape.Member> members) {
    members.forEach(member -> properties.set(member.name(), of(member)));
    ObjectNode schema = typed("object").set("properties", properties);
    var required =
        members.stream().filter(each -> !each.isOptional()).map(Shape.Member::name).toList();
    return required.isEmpty() ? schema : words(schema, "required", required);
  }

  private static ObjectNode words(ObjectNode schema, String name, Collection<String> words) {
    ArrayNode list = schema.putArray(name);
    words.forEach(list::add);
    return schema;
  }

  private static ObjectNode typed(String type) {
    return object().put("type", type);
  }

  static ObjectNode object() {
    return Json.mapper().createObjectNode();
  }
}

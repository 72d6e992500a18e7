package fermata.definition.keys;

import static fermata.definition.keys.Shapes.FLAG;
import static fermata.definition.keys.Shapes.LITERAL;
import static fermata.definition.keys.Shapes.PLAIN;
import static fermata.definition.keys.Shapes.items;
import static fermata.definition.keys.Shapes.names;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The keywords of JSON Schema, and what fields add to them.
 *
 * <p>Source: JSON Schema 2020-12, core and validation vocabularies.
 */
final class SchemaKeys {

  private static final Shape SUBSCHEMA =
      new Shape.Either(List.of(FLAG, new Shape.Keys(KeyContext.SCHEMA)));
  private static final Shape SIZE = new Shape.Whole(0, Integer.MAX_VALUE);
  private static final Shape NUMBER = new Shape.Decimal(null, null);

  private SchemaKeys() {}

  static List<Key> field() {
    var keys = new ArrayList<Key>();
    keys.add(
        Key.of(
                "required",
                new Shape.Either(List.of(FLAG, items(PLAIN))),
                "Whether it must be given; a list names the members that an object must have.")
            .orElse("`true`"));
    keys.add(Key.of("default", LITERAL, "The value where none is given."));
    keys.addAll(keywords());
    return keys;
  }

  static List<Key> outputField() {
    var keys = new ArrayList<Key>();
    keys.add(
        Key.of("from", Shapes.COMPUTED, "What the field is computed from.")
            .orElse("the value of the same name of the terminal node reached, else of the state")
            .within(ScopeKind.RESULT));
    keys.addAll(field());
    return keys;
  }

  static List<Key> stateKey() {
    var keys = new ArrayList<Key>();
    keys.add(
        Key.of("reduce", Shapes.CHOICE.reducer(), "How a written value meets the one there.")
            .orElse("`error`"));
    keys.add(Key.of("default", LITERAL, "The value before the first write."));
    keys.add(Key.of("scope", Shapes.CHOICE.stateScope(), "Who shares the key.").orElse("`run`"));
    keys.add(Key.of("required", items(PLAIN), "The members that an object must have."));
    keys.addAll(keywords());
    return keys;
  }

  static List<Key> schema() {
    var keys = new ArrayList<Key>();
    keys.add(Key.of("required", items(PLAIN), "The members that an object must have."));
    keys.add(Key.of("default", LITERAL, "What readers may assume where nothing is given."));
    keys.addAll(keywords());
    return keys;
  }

  private static List<Key> keywords() {
    Shape type = Shapes.CHOICE.schemaType();
    return List.of(
        Key.of("type", new Shape.Either(List.of(type, items(type))), "The type, or several."),
        Key.of("description", PLAIN, "What the value means, for models and people."),
        Key.of("title", PLAIN, "A short name for people."),
        Key.of("enum", items(LITERAL), "The values to choose from."),
        Key.of("const", LITERAL, "The only value."),
        Key.of("examples", items(LITERAL), "Values as they may be."),
        Key.of("format", PLAIN, "A kind of text such as `date` or `uri`; not enforced."),
        Key.of(
            "pattern", new Shape.Text(TextForm.REGEX), "What a text must contain; RE2's syntax."),
        Key.of("minLength", SIZE, "The least characters of a text."),
        Key.of("maxLength", SIZE, "The most characters of a text."),
        Key.of("minimum", NUMBER, "The least number."),
        Key.of("maximum", NUMBER, "The greatest number."),
        Key.of("exclusiveMinimum", NUMBER, "A number that is too small."),
        Key.of("exclusiveMaximum", NUMBER, "A number that is too great."),
        Key.of(
            "multipleOf",
            new Shape.Decimal(new BigDecimal("0.000000001"), null),
            "What a number must be a multiple of."),
        Key.of("items", SUBSCHEMA, "The schema of each item of a list."),
        Key.of("prefixItems", items(SUBSCHEMA), "The schemas of the first items of a list."),
        Key.of("contains", SUBSCHEMA, "The schema that some item of a list must fit."),
        Key.of("minContains", SIZE, "How many items must fit `contains` at least."),
        Key.of("maxContains", SIZE, "How many items may fit `contains` at most."),
        Key.of("minItems", SIZE, "The least items of a list."),
        Key.of("maxItems", SIZE, "The most items of a list."),
        Key.of("uniqueItems", FLAG, "Whether the items of a list must differ."),
        Key.of(
            "properties", names(TextForm.PLAIN, SUBSCHEMA), "The schemas of an object's members."),
        Key.of(
            "patternProperties",
            names(TextForm.REGEX, SUBSCHEMA),
            "The schemas of members whose name contains a pattern."),
        Key.of("additionalProperties", SUBSCHEMA, "The schema of all other members."),
        Key.of("propertyNames", SUBSCHEMA, "The schema of the names of members."),
        Key.of("minProperties", SIZE, "The least members of an object."),
        Key.of("maxProperties", SIZE, "The most members of an object."),
        Key.of(
            "dependentRequired",
            names(TextForm.PLAIN, items(PLAIN)),
            "Members that must be there when another is."),
        Key.of(
            "dependentSchemas",
            names(TextForm.PLAIN, SUBSCHEMA),
            "Schemas that hold when a member is there."),
        Key.of("allOf", items(SUBSCHEMA), "All of these must fit."),
        Key.of("anyOf", items(SUBSCHEMA), "At least one of these must fit."),
        Key.of("oneOf", items(SUBSCHEMA), "Exactly one of these must fit."),
        Key.of("not", SUBSCHEMA, "What must not fit."),
        Key.of("if", SUBSCHEMA, "A condition for `then` and `else`."),
        Key.of("then", SUBSCHEMA, "What must fit where `if` does."),
        Key.of("else", SUBSCHEMA, "What must fit where `if` does not."),
        Key.of("unevaluatedItems", SUBSCHEMA, "The schema of items that nothing else looked at."),
        Key.of(
            "unevaluatedProperties",
            SUBSCHEMA,
            "The schema of members that nothing else looked at."),
        Key.of("$ref", PLAIN, "Another schema of the same field, such as `#/$defs/NAME`."),
        Key.of("$defs", names(TextForm.PLAIN, SUBSCHEMA), "Schemas for `$ref`."),
        Key.of("$comment", PLAIN, "A remark."),
        Key.of("deprecated", FLAG, "Whether the value should no longer be given."),
        Key.of("readOnly", FLAG, "Whether only the owner sets the value."),
        Key.of("writeOnly", FLAG, "Whether the value is never shown."));
  }
}

package fermata.definition.check.rule;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.expression.Type;
import fermata.definition.expression.Types;
import fermata.definition.keys.Pointers;
import fermata.definition.model.ValueTemplate;
import fermata.definition.schema.SchemaValidator;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a value with expressions can fit a schema.
 *
 * <p>What is written is validated; what is computed is held against its type, and only what cannot
 * fit is told.
 */
public final class ValueFit {

  private final CheckContext context;
  private final List<Misfit> misfits = new ArrayList<>();

  private ValueFit(CheckContext context) {
    this.context = context;
  }

  /** A part of a value that does not fit. */
  public record Misfit(Span span, String message) {}

  /**
   * {@return the parts that do not fit}
   *
   * @param at where the value is written
   */
  public static List<Misfit> misfits(
      CheckContext context, ValueTemplate value, JsonNode schema, Place at) {
    var fit = new ValueFit(context);
    fit.check(value, schema, at.node(), at.pointer());
    return List.copyOf(fit.misfits);
  }

  /**
   * Where a value is written.
   *
   * @param pointer its place in the definition
   */
  public record Place(YamlNode node, String pointer) {}

  private void check(ValueTemplate value, JsonNode schema, YamlNode node, String pointer) {
    switch (value) {
      case ValueTemplate.Literal(var literal) -> checkLiteral(literal, schema, node);
      case ValueTemplate.Text(var template) ->
          checkType(
              template.isSingle() ? context.types().getOrDefault(pointer, Types.DYN) : Types.TEXT,
              schema,
              node);
      case ValueTemplate.Items(var items) -> {
        checkType(Types.LIST, schema, node);
        checkItems(items, schema, node, pointer);
      }
      case ValueTemplate.Members(var members) -> {
        checkType(Types.MAP, schema, node);
        checkMembers(members, schema, node, pointer);
      }
    }
  }

  private void checkLiteral(JsonNode literal, JsonNode schema, YamlNode node) {
    for (SchemaValidator.Violation found : Schemas.violations(schema, literal)) {
      misfits.add(new Misfit(Schemas.place(node, found.pointer()), found.message()));
    }
  }

  private void checkType(Type type, JsonNode schema, YamlNode node) {
    Type expected = Type.ofSchema(schema);
    if (!expected.accepts(type)) {
      misfits.add(new Misfit(node.span(), "found " + type + " (expected: " + expected + ")"));
    }
  }

  private void checkItems(
      List<ValueTemplate> items, JsonNode schema, YamlNode node, String pointer) {
    boolean isSimple = schema.path("items").isObject() && !schema.has("prefixItems");
    if (isSimple && YamlValues.resolved(node) instanceof YamlNode.Sequence sequence) {
      for (int i = 0; i < Math.min(items.size(), sequence.items().size()); i++) {
        YamlNode item = sequence.items().get(i);
        check(items.get(i), schema.path("items"), item, Pointers.item(pointer, i));
      }
    }
  }

  private void checkMembers(
      Map<String, ValueTemplate> members, JsonNode schema, YamlNode node, String pointer) {
    if (YamlValues.resolved(node) instanceof YamlNode.Mapping mapping) {
      for (Entry entry : YamlValues.entries(mapping)) {
        JsonNode property = schema.path("properties").path(entry.keyText());
        ValueTemplate member = members.get(entry.keyText());
        if (property.isObject() && member != null) {
          check(member, property, entry.value(), Pointers.key(pointer, entry.keyText()));
        }
      }
    }
  }
}

package fermata.definition.check.schema;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.schema.SchemaReferences;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A {@code $ref} that leads nowhere, outside, or round in a circle. */
public final class BrokenReference implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1203", "schema/broken-reference", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A `$ref` names a schema of the same field, such as `#/$defs/NAME`, and never itself.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (context.tree().blocksWith("$ref").isEmpty()) {
      return;
    }
    NavigableMap<String, List<PlacedValue>> references = references(context);
    for (Block block : context.tree().blocks()) {
      boolean isField = block.context().isSchema() && block.context() != KeyContext.SCHEMA;
      if (isField) {
        List<PlacedValue> within = within(block.pointer(), references);
        if (!within.isEmpty()) {
          checkField(YamlValues.toJson(block.mapping()), within, problems);
        }
      }
    }
  }

  private static NavigableMap<String, List<PlacedValue>> references(CheckContext context) {
    NavigableMap<String, List<PlacedValue>> references = new TreeMap<>();
    for (PlacedValue value : context.tree().values()) {
      if (value.key() != null && value.key().name().equals("$ref")) {
        references.computeIfAbsent(value.pointer(), _ -> new ArrayList<>()).add(value);
      }
    }
    return references;
  }

  /** {@return the references in a field, in the order of the file} */
  private static List<PlacedValue> within(
      String field, NavigableMap<String, List<PlacedValue>> references) {
    var found = new ArrayList<PlacedValue>();
    // What is below a field stands behind it, and behind its neighbours whose name begins alike.
    for (char next : new char[] {'.', '['}) {
      references
          .subMap(field + next, true, field + (char) (next + 1), false)
          .values()
          .forEach(found::addAll);
    }
    found.sort(Comparator.comparingInt(value -> value.node().span().start()));
    return found;
  }

  private void checkField(
      JsonNode schema, List<PlacedValue> references, Consumer<Problem> problems) {
    for (PlacedValue value : references) {
      if (value.node() instanceof YamlNode.Scalar scalar) {
        switch (SchemaReferences.fate(schema, scalar.text())) {
          case RESOLVED -> {}
          case OUTSIDE -> problems.accept(problem(scalar, "leads outside of the field"));
          case NOWHERE -> problems.accept(problem(scalar, "leads nowhere" + hint(schema, scalar)));
          case CIRCLE -> problems.accept(problem(scalar, "leads back to itself"));
        }
      }
    }
  }

  private static String hint(JsonNode schema, YamlNode.Scalar scalar) {
    return Suggestions.hint(scalar.text(), SchemaReferences.targets(schema));
  }

  private Problem problem(YamlNode.Scalar scalar, String what) {
    return Problem.of(code(), scalar.span(), "$ref '" + scalar.text() + "' " + what);
  }
}

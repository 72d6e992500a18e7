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
    for (Block block : context.tree().blocks()) {
      boolean isField = block.context().isSchema() && block.context() != KeyContext.SCHEMA;
      if (isField && hasReference(block)) {
        checkField(context, block, problems);
      }
    }
  }

  private static boolean hasReference(Block block) {
    return SchemaReferences.hasAny(YamlValues.toJson(block.mapping()));
  }

  private void checkField(CheckContext context, Block field, Consumer<Problem> problems) {
    JsonNode schema = YamlValues.toJson(field.mapping());
    for (PlacedValue value : context.tree().values()) {
      boolean isWithin =
          value.pointer().startsWith(field.pointer())
              && value.key() != null
              && value.key().name().equals("$ref");
      if (isWithin && value.node() instanceof YamlNode.Scalar scalar) {
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

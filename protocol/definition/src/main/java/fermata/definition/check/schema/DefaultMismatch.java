package fermata.definition.check.schema;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.Schemas;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.schema.SchemaValidator;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** A default that its own schema refuses. */
public final class DefaultMismatch implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1205", "schema/default-mismatch", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The default of a field does not fit the field's own schema.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("default")) {
      Entry entry = block.entry("default");
      boolean isField = block.context().isSchema() && block.context() != KeyContext.SCHEMA;
      if (isField && entry != null) {
        for (SchemaValidator.Violation found :
            Schemas.violations(Schemas.ofField(block), YamlValues.toJson(entry.value()))) {
          problems.accept(
              Problem.of(
                  code(),
                  Schemas.place(entry.value(), found.pointer()),
                  "the default does not fit: " + found.message()));
        }
      }
    }
  }
}

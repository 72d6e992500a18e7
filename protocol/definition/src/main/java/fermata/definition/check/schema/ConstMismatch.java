package fermata.definition.check.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.Schemas;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.schema.SchemaReferences;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** A constant that the rest of its schema does not allow. */
public final class ConstMismatch implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1209", "schema/const-mismatch", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "No value can fit the schema: its `const` does not fit what else it says.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("const")) {
      Entry constant = block.context().isSchema() ? block.entry("const") : null;
      if (constant != null
          && Schemas.ofField(block) instanceof ObjectNode schema
          && !SchemaReferences.hasAny(schema)) {
        JsonNode rest = schema.deepCopy().without("const");
        Schemas.violations(rest, YamlValues.toJson(constant.value())).stream()
            .findFirst()
            .ifPresent(
                found ->
                    problems.accept(
                        Problem.of(
                            code(),
                            Schemas.place(constant.value(), found.pointer()),
                            "no value fits: 'const' " + found.message())));
      }
    }
  }
}

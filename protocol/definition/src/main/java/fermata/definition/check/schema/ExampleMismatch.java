package fermata.definition.check.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.Schemas;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.schema.SchemaReferences;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** An example that is none. */
public final class ExampleMismatch implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1212", "schema/example-mismatch", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "An example does not fit the schema that it is an example of.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("examples")) {
      Entry examples = block.context().isSchema() ? block.entry("examples") : null;
      if (examples != null
          && YamlValues.resolved(examples.value()) instanceof YamlNode.Sequence sequence
          && Schemas.ofField(block) instanceof ObjectNode schema
          && !SchemaReferences.hasAny(schema)) {
        for (YamlNode item : sequence.items()) {
          Schemas.violations(schema, YamlValues.toJson(item)).stream()
              .findFirst()
              .ifPresent(
                  found ->
                      problems.accept(
                          Problem.of(
                              code(),
                              Schemas.place(item, found.pointer()),
                              "the example does not fit: " + found.message())));
        }
      }
    }
  }
}

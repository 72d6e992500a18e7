package fermata.definition.check.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.Schemas;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** A value to choose from that is of another type than the schema says. */
public final class EnumMismatch implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1208", "schema/enum-mismatch", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A value of `enum` is not of the schema's `type`, so it can never be chosen.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("enum")) {
      Entry type = block.entry("type");
      Entry values = block.entry("enum");
      if (block.context().isSchema()
          && type != null
          && values != null
          && YamlValues.resolved(values.value()) instanceof YamlNode.Sequence sequence) {
        JsonNode ofType =
            JsonNodeFactory.instance.objectNode().set("type", YamlValues.toJson(type.value()));
        for (YamlNode item : sequence.items()) {
          if (!Schemas.violations(ofType, YamlValues.toJson(item)).isEmpty()) {
            problems.accept(problem(type, item));
          }
        }
      }
    }
  }

  private Problem problem(Entry type, YamlNode item) {
    String message =
        "%s is not of type %s and can never be chosen"
            .formatted(YamlValues.toJson(item), YamlValues.toJson(type.value()).asText("these"));
    return Problem.of(code(), item.span(), message);
  }
}

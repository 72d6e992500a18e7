package fermata.definition.check.schema;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A value that is listed twice to choose from. */
public final class RepeatedEnum implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1211", "schema/repeated-enum", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`enum` lists the same value twice; perhaps another one was meant.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("enum")) {
      Entry values = block.context().isSchema() ? block.entry("enum") : null;
      if (values != null
          && YamlValues.resolved(values.value()) instanceof YamlNode.Sequence sequence) {
        checkItems(context, sequence, problems);
      }
    }
  }

  private void checkItems(
      CheckContext context, YamlNode.Sequence sequence, Consumer<Problem> problems) {
    Map<JsonNode, Span> seen = new HashMap<>();
    for (YamlNode item : sequence.items()) {
      JsonNode value = YamlValues.toJson(item);
      Span first = seen.putIfAbsent(value, item.span());
      if (first != null) {
        Problem problem =
            Problem.of(code(), item.span(), value + " is in the list already")
                .withRelated(first, "the first is here");
        problems.accept(Edits.withItemRemoval(problem, context, sequence, item));
      }
    }
  }
}

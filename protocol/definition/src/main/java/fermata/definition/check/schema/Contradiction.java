package fermata.definition.check.schema;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.List;
import java.util.function.Consumer;

/** A schema that no value can fit. */
public final class Contradiction implements Rule {

  private static final List<List<String>> PAIRS =
      List.of(
          List.of("minimum", "maximum"),
          List.of("minLength", "maxLength"),
          List.of("minItems", "maxItems"),
          List.of("minContains", "maxContains"),
          List.of("minProperties", "maxProperties"));

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1204", "schema/contradiction", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "No value can fit the schema: a lower bound is above its upper bound, or there is nothing"
        + " to choose from.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().schemas()) {
      for (List<String> pair : PAIRS) {
        checkPair(block, pair, problems);
      }
      checkEnum(block, problems);
    }
  }

  private void checkPair(Block block, List<String> pair, Consumer<Problem> problems) {
    Entry low = block.entry(pair.getFirst());
    Entry high = block.entry(pair.getLast());
    if (low == null || high == null) {
      return;
    }
    JsonNode min = YamlValues.toJson(low.value());
    JsonNode max = YamlValues.toJson(high.value());
    if (min.isNumber() && max.isNumber() && min.decimalValue().compareTo(max.decimalValue()) > 0) {
      String message =
          "no value fits: %s %s is above %s %s"
              .formatted(low.keyText(), min.asText(), high.keyText(), max.asText());
      problems.accept(
          Problem.of(code(), low.value().span(), message)
              .withRelated(high.value().span(), "'" + high.keyText() + "' is here"));
    }
  }

  private void checkEnum(Block block, Consumer<Problem> problems) {
    Entry values = block.entry("enum");
    if (values != null
        && YamlValues.resolved(values.value()) instanceof YamlNode.Sequence sequence
        && sequence.items().isEmpty()) {
      problems.accept(
          Problem.of(code(), sequence.span(), "no value fits: 'enum' has nothing to choose from"));
    }
  }
}

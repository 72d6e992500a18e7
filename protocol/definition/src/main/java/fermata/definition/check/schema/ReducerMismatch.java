package fermata.definition.check.schema;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A reducer that cannot work with values of the key's type. */
public final class ReducerMismatch implements Rule {

  private static final Set<String> TYPES =
      Set.of("string", "integer", "number", "boolean", "array", "object", "null");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1214", "schema/reducer-mismatch", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The reducer is for values of another type than the key of the state has, so every write"
        + " would fail.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("reduce")) {
      Entry reduce = block.context() == KeyContext.STATE_KEY ? block.entry("reduce") : null;
      Entry type = block.entry("type");
      if (reduce != null && type != null) {
        List<String> wanted = wanted(YamlValues.toJson(reduce.value()).asText());
        List<String> given = words(YamlValues.toJson(type.value()));
        boolean areKnown = given.stream().allMatch(TYPES::contains);
        if (!wanted.isEmpty() && areKnown && given.stream().noneMatch(wanted::contains)) {
          String message =
              "'%s' does not take %s (expected: a key of type %s, or another reducer)"
                  .formatted(
                      YamlValues.toJson(reduce.value()).asText(),
                      String.join(", ", given),
                      wanted.getFirst());
          problems.accept(
              Problem.of(code(), reduce.value().span(), message)
                  .withRelated(type.value().span(), "the type is here"));
        }
      }
    }
  }

  /** The types that a reducer works with; none for one that takes all. */
  private static List<String> wanted(String reducer) {
    return switch (reducer) {
      case "append", "union" -> List.of("array");
      case "add", "min", "max" -> List.of("number", "integer");
      case "merge" -> List.of("object");
      default -> List.of();
    };
  }

  private static List<String> words(JsonNode type) {
    var words = new ArrayList<String>();
    if (type.isTextual()) {
      words.add(type.asText());
    }
    type.forEach(word -> words.add(word.asText()));
    return words;
  }
}

package fermata.definition.check.schema;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A keyword about values of another type. */
public final class KeywordWithoutEffect implements Rule {

  private static final Set<String> OF_TEXT = Set.of("minLength", "maxLength", "pattern", "format");
  private static final Set<String> OF_NUMBER =
      Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");
  private static final Set<String> OF_ARRAY =
      Set.of(
          "items",
          "prefixItems",
          "contains",
          "minContains",
          "maxContains",
          "minItems",
          "maxItems",
          "uniqueItems",
          "unevaluatedItems");
  private static final Set<String> OF_OBJECT =
      Set.of(
          "properties",
          "patternProperties",
          "additionalProperties",
          "propertyNames",
          "minProperties",
          "maxProperties",
          "dependentRequired",
          "dependentSchemas",
          "unevaluatedProperties");
  private static final Map<String, Set<String>> BY_TYPE =
      Map.of(
          "string", OF_TEXT,
          "integer", OF_NUMBER,
          "number", OF_NUMBER,
          "array", OF_ARRAY,
          "object", OF_OBJECT,
          "boolean", Set.of(),
          "null", Set.of());

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1207", "schema/keyword-without-effect", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The keyword is about values of another type than the schema allows.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("type")) {
      Entry type = block.entry("type");
      if (block.context().isSchema()
          && type != null
          && YamlValues.resolved(type.value()) instanceof YamlNode.Scalar word
          && BY_TYPE.containsKey(word.text())) {
        block.entries().stream()
            .filter(entry -> isForOther(word.text(), entry.keyText()))
            .forEach(entry -> problems.accept(problem(context, word.text(), entry)));
      }
    }
  }

  private static boolean isForOther(String type, String keyword) {
    return !BY_TYPE.getOrDefault(type, Set.of()).contains(keyword)
        && BY_TYPE.values().stream().anyMatch(keywords -> keywords.contains(keyword));
  }

  private Problem problem(CheckContext context, String type, Entry entry) {
    String message = "'%s' has no effect on a value of type %s".formatted(entry.keyText(), type);
    return Edits.withRemoval(Problem.of(code(), entry.key().span(), message), context, entry);
  }
}

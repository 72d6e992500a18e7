package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A list that names the same thing twice. */
public final class RepeatedItem implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1114", "key/repeated-item", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The list names the same thing twice, which is no more than once.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().lists()) {
      boolean isChoices = value.key() != null && value.key().name().equals("choices");
      if (value.shape() instanceof Shape.Items(var item)
          && (isChoices || isOfWords(item))
          && value.node() instanceof YamlNode.Sequence sequence) {
        checkItems(sequence, problems);
      }
    }
  }

  private static boolean isOfWords(Shape item) {
    return switch (item) {
      case Shape.Text(var form) -> form.isName();
      case Shape.Choice _ -> true;
      case Shape.Whole _,
          Shape.Decimal _,
          Shape.Flag _,
          Shape.Literal _,
          Shape.Computed _,
          Shape.Items _,
          Shape.Names _,
          Shape.Keys _,
          Shape.NodeBody _,
          Shape.Either _ ->
          false;
    };
  }

  private void checkItems(YamlNode.Sequence sequence, Consumer<Problem> problems) {
    Map<String, Span> seen = new HashMap<>();
    for (YamlNode item : sequence.items()) {
      if (YamlValues.resolved(item) instanceof YamlNode.Scalar scalar) {
        Span first = seen.putIfAbsent(scalar.text(), item.span());
        if (first != null) {
          problems.accept(
              Problem.of(code(), item.span(), "'" + scalar.text() + "' is in the list already")
                  .withRelated(first, "the first is here"));
        }
      }
    }
  }
}

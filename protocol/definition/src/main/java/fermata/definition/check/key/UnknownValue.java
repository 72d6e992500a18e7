package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlNode;
import java.util.List;
import java.util.function.Consumer;

/** A word that is none of those to choose from. */
public final class UnknownValue implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1104", "key/unknown-value", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The value is none of the words that the key may have.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().choices()) {
      if (value.shape() instanceof Shape.Choice(var options)
          && value.node() instanceof YamlNode.Scalar scalar
          && options.stream().noneMatch(option -> option.word().equals(scalar.text()))) {
        problems.accept(problem(value, options, scalar));
      }
    }
  }

  private Problem problem(PlacedValue value, List<Shape.Option> options, YamlNode.Scalar scalar) {
    List<String> words = options.stream().map(Shape.Option::word).toList();
    Span span = Edits.inner(scalar);
    String key = value.key() == null ? "" : value.key().name();
    String hint =
        Suggestions.near(scalar.text(), words).isEmpty()
            ? " (expected: " + String.join(", ", words) + ")"
            : Suggestions.hint(scalar.text(), words);
    String message = "'" + key + "' has no value '" + scalar.text() + "'" + hint;
    return Edits.withNear(Problem.of(code(), span, message), span, scalar.text(), words);
  }
}

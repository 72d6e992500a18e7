package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.Key;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A key or a word of the language that this version does not serve. */
public final class NotSupported implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1107", "key/not-supported", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The language has it, this version does not do it yet; nothing is silently ignored.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    context.tree().blocks().forEach(block -> checkKeys(context, block, problems));
    context.tree().choices().forEach(value -> checkWord(value, problems));
  }

  private void checkKeys(CheckContext context, Block block, Consumer<Problem> problems) {
    for (Entry entry : block.entries()) {
      Optional<Key> key = KeyCatalogue.find(block.context(), entry.keyText());
      if (key.isPresent() && !key.get().isServed()) {
        String message = "key '" + entry.keyText() + "' is not supported by this version";
        Problem problem = Problem.of(code(), entry.key().span(), message);
        problems.accept(Edits.withRemoval(problem, context, entry));
      }
    }
  }

  private void checkWord(PlacedValue value, Consumer<Problem> problems) {
    if (value.shape() instanceof Shape.Choice(var options)
        && value.node() instanceof YamlNode.Scalar scalar
        && value.key() != null) {
      if (isLater(options, scalar.text())) {
        String message =
            "%s '%s' is not supported by this version".formatted(value.key().name(), scalar.text());
        problems.accept(Problem.of(code(), scalar.span(), message));
      }
    }
  }

  private static boolean isLater(List<Shape.Option> options, String word) {
    for (Shape.Option option : options) {
      if (!option.isServed() && option.word().equals(word)) {
        return true;
      }
    }
    return false;
  }
}

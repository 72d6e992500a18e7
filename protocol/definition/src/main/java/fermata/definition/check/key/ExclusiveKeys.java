package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.List;
import java.util.function.Consumer;

/** Keys of which only one may be there. */
public final class ExclusiveKeys implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1105", "key/exclusive", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "Only one of these keys may be there: they say different things about the same.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks()) {
      List<String> keys = KeyCatalogue.exclusive(block.context());
      Entry first = null;
      for (String key : keys) {
        Entry entry = block.entry(key);
        if (first != null && entry != null) {
          problems.accept(problem(context, keys, first, entry));
        }
        first = first == null ? entry : first;
      }
    }
  }

  private Problem problem(CheckContext context, List<String> keys, Entry first, Entry second) {
    String message =
        "'%s' and '%s' exclude each other (expected: one of %s)"
            .formatted(second.keyText(), first.keyText(), String.join(", ", keys));
    Problem problem =
        Problem.of(code(), second.key().span(), message)
            .withRelated(first.key().span(), "'" + first.keyText() + "' is here");
    return Edits.withRemoval(problem, context, second);
  }
}

package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A node that neither says nor tells its kind. */
public final class NoKind implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1108", "key/no-kind", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The node does not say its kind and has none of the keys that tell it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.NODE_OTHER)) {
      if (block.context() == KeyContext.NODE_OTHER
          && block.entry("kind") == null
          && !isTellingKeyMisspelt(block)) {
        problems.accept(
            Problem.of(
                code(),
                block.owner(),
                "this node has no kind (expected: 'kind', or one of "
                    + String.join(", ", UnknownKey.TELLING)
                    + ")"));
      }
    }
  }

  private static boolean isTellingKeyMisspelt(Block block) {
    return UnknownKey.TELLING.stream()
        .anyMatch(key -> !UnknownKey.misspellings(block, key).isEmpty());
  }
}

package fermata.definition.check.event;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Context that has no name, or that of another. */
public final class ContextName implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7009", "event/context-name", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A subscription with the role `context` needs a name of its own under `as`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Map<String, Block> names = new LinkedHashMap<>();
    for (Block block : context.tree().blocks(KeyContext.SUBSCRIPTION)) {
      if (block.context() == KeyContext.SUBSCRIPTION
          && SelectorBlock.text(block, "role").equals("context")) {
        check(block, names, problems);
      }
    }
  }

  private void check(Block block, Map<String, Block> names, Consumer<Problem> problems) {
    String name = SelectorBlock.text(block, "as");
    if (name.isEmpty()) {
      problems.accept(
          Problem.of(
              code(),
              block.owner(),
              "the events have no name (expected: 'as: NAME', which expressions read as"
                  + " context.NAME)"));
      return;
    }
    Block first = names.putIfAbsent(name, block);
    if (first != null) {
      problems.accept(
          Problem.of(code(), block.owner(), "context." + name + " is there already")
              .withRelated(first.owner(), "the first"));
    }
  }
}

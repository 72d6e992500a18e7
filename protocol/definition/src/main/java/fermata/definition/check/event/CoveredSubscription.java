package fermata.definition.check.event;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;

/** A subscription whose events another one brings as well. */
public final class CoveredSubscription implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7005", "event/covered-subscription", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "Two subscriptions that start runs of one entry point overlap: every event of this one is"
        + " an event of the other.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    List<Block> triggering =
        context.tree().blocks(KeyContext.SUBSCRIPTION).stream()
            .filter(block -> block.context() == KeyContext.SUBSCRIPTION)
            .filter(block -> SelectorBlock.text(block, "role").equals("trigger"))
            .toList();
    List<SelectorBlock> selectors = SelectorBlock.in(context);
    for (Block one : triggering) {
      for (Block other : triggering) {
        SelectorBlock narrow = selectorOf(one, selectors);
        SelectorBlock wide = selectorOf(other, selectors);
        if (!one.equals(other)
            && narrow != null
            && wide != null
            && SelectorBlock.text(one, "entry").equals(SelectorBlock.text(other, "entry"))
            && isCovered(narrow, wide)
            && (!isCovered(wide, narrow) || isBehind(one, other))) {
          problems.accept(
              Problem.of(code(), narrow.block().owner(), "another subscription has its events too")
                  .withRelated(wide.block().owner(), "this one"));
          break;
        }
      }
    }
  }

  private static boolean isBehind(Block one, Block other) {
    return one.mapping().span().start() > other.mapping().span().start();
  }

  private static @org.jspecify.annotations.Nullable SelectorBlock selectorOf(
      Block subscription, List<SelectorBlock> selectors) {
    String pointer = subscription.pointer() + ".on";
    return selectors.stream()
        .filter(selector -> selector.block().pointer().equals(pointer))
        .findFirst()
        .orElse(null);
  }

  /** Whether each part of the wide one is a part of the narrow one. */
  private static boolean isCovered(SelectorBlock narrow, SelectorBlock wide) {
    boolean hasPart =
        SelectorBlock.PARTS.stream().anyMatch(part -> wide.block().entry(part) != null);
    boolean sameSelf =
        narrow.form().path("allow_self").asBoolean() == wide.form().path("allow_self").asBoolean();
    return sameSelf
        && (hasPart || wide.form().path("match_all").asBoolean())
        && (wide.schema().isEmpty() || wide.schema().equals(narrow.schema()))
        && narrow.tags("all_tags").containsAll(wide.tags("all_tags"))
        && (wide.tags("any_tags").isEmpty()
            || (!narrow.tags("any_tags").isEmpty()
                && wide.tags("any_tags").containsAll(narrow.tags("any_tags"))))
        && (wide.form().path("when").isMissingNode()
            || wide.form().path("when").equals(narrow.form().path("when")))
        && narrow
            .form()
            .path("where")
            .valueStream()
            .toList()
            .containsAll(wide.form().path("where").valueStream().toList());
  }
}

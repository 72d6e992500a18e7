package fermata.definition.check.event;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    List<Triggering> all = triggering(context);
    for (int i = 0; i < all.size(); i++) {
      Triggering one = all.get(i);
      for (int j = 0; j < all.size(); j++) {
        Triggering other = all.get(j);
        if (i != j
            && other.mayCover(one)
            && isCovered(one.selector(), other.selector())
            && (!isCovered(other.selector(), one.selector())
                || isBehind(one.block(), other.block()))) {
          problems.accept(
              Problem.of(
                      code(),
                      one.selector().block().owner(),
                      "another subscription has its events too")
                  .withRelated(other.selector().block().owner(), "this one"));
          break;
        }
      }
    }
  }

  /** A subscription that starts runs, with what most pairs of them differ in. */
  private record Triggering(Block block, SelectorBlock selector, String entry, String schema) {

    boolean mayCover(Triggering narrow) {
      return (schema.isEmpty() || schema.equals(narrow.schema)) && entry.equals(narrow.entry);
    }
  }

  private static List<Triggering> triggering(CheckContext context) {
    Map<String, SelectorBlock> selectors = new HashMap<>();
    SelectorBlock.in(context)
        .forEach(selector -> selectors.putIfAbsent(selector.block().pointer(), selector));
    var found = new ArrayList<Triggering>();
    for (Block block : context.tree().blocks(KeyContext.SUBSCRIPTION)) {
      SelectorBlock selector = selectors.get(block.pointer() + ".on");
      if (selector != null && SelectorBlock.text(block, "role").equals("trigger")) {
        String entry = SelectorBlock.text(block, "entry");
        found.add(new Triggering(block, selector, entry, selector.schema()));
      }
    }
    return found;
  }

  private static boolean isBehind(Block one, Block other) {
    return one.mapping().span().start() > other.mapping().span().start();
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

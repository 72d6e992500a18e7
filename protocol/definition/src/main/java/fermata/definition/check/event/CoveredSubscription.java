package fermata.definition.check.event;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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
            && other.covers(one)
            && (!one.covers(other) || isBehind(one.block(), other.block()))) {
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

  /**
   * A subscription that starts runs, with what it is compared by.
   *
   * @param isOfAll whether it says that it means all events, or which
   */
  private record Triggering(
      Block block,
      SelectorBlock selector,
      String entry,
      String schema,
      boolean allowsSelf,
      boolean isOfAll,
      Set<String> allTags,
      Set<String> anyTags,
      JsonNode when,
      Set<JsonNode> where) {

    static Triggering of(Block block, SelectorBlock selector) {
      JsonNode form = selector.form();
      boolean hasPart =
          SelectorBlock.PARTS.stream().anyMatch(part -> selector.block().entry(part) != null);
      return new Triggering(
          block,
          selector,
          SelectorBlock.text(block, "entry"),
          selector.schema(),
          form.path("allow_self").asBoolean(),
          hasPart || form.path("match_all").asBoolean(),
          selector.tags("all_tags"),
          selector.tags("any_tags"),
          form.path("when"),
          form.path("where").valueStream().collect(Collectors.toSet()));
    }

    /** Whether each part of this one is a part of a narrower one. */
    boolean covers(Triggering narrow) {
      return (schema.isEmpty() || schema.equals(narrow.schema))
          && entry.equals(narrow.entry)
          && allowsSelf == narrow.allowsSelf
          && isOfAll
          && narrow.allTags.containsAll(allTags)
          && (anyTags.isEmpty()
              || (!narrow.anyTags.isEmpty() && anyTags.containsAll(narrow.anyTags)))
          && (when.isMissingNode() || when.equals(narrow.when))
          && narrow.where.containsAll(where);
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
        found.add(Triggering.of(block, selector));
      }
    }
    return found;
  }

  private static boolean isBehind(Block one, Block other) {
    return one.mapping().span().start() > other.mapping().span().start();
  }
}

package fermata.definition.check.event;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.List;
import java.util.function.Consumer;

/** A key that has no effect beside the others. */
public final class KeyWithoutEvent implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7008", "event/key-without-effect", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The key has no effect here: it is for waits for events, or for subscriptions of the"
        + " other role.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.NODE_WAIT)) {
      boolean isTime =
          block.entry("event") == null
              && (block.entry("for") != null || block.entry("until") != null);
      if (isTime) {
        report(
            context,
            block,
            List.of("since", "timeout", "outputs"),
            "the node waits for a time",
            problems);
      }
    }
    for (Block block : context.tree().blocks(KeyContext.SUBSCRIPTION)) {
      checkSubscription(context, block, problems);
    }
  }

  private void checkSubscription(CheckContext context, Block block, Consumer<Problem> problems) {
    switch (SelectorBlock.text(block, "role")) {
      case "trigger" ->
          report(context, block, List.of("as", "fetch"), "the events start runs", problems);
      case "context" ->
          report(context, block, List.of("entry", "input"), "the events start no runs", problems);
      default -> {}
    }
  }

  private void report(
      CheckContext context,
      Block block,
      List<String> keys,
      String reason,
      Consumer<Problem> problems) {
    for (String key : keys) {
      Entry entry = block.entry(key);
      if (entry != null) {
        Problem problem =
            Problem.of(code(), entry.key().span(), "'" + key + "' has no effect: " + reason);
        problems.accept(Edits.withRemoval(problem, context, entry));
      }
    }
  }
}

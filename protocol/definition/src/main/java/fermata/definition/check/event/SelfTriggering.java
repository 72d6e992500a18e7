package fermata.definition.check.event;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.Optional;
import java.util.function.Consumer;

/** An agent that starts itself again with what it publishes. */
public final class SelfTriggering implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7006", "event/self-triggering", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The agent publishes what starts it, and says `allow_self: true`: each run starts"
        + " another.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (SelectorBlock selector : SelectorBlock.in(context)) {
      boolean startsRuns =
          selector.form().path("allow_self").asBoolean()
              && selector.block().context() == KeyContext.SUBSCRIPTION_SELECTOR
              && !isContext(context, selector);
      if (startsRuns) {
        emitter(context, selector)
            .ifPresent(
                node ->
                    problems.accept(
                        Problem.of(
                            code(),
                            selector.block().owner(),
                            "node '%s' publishes what starts this agent"
                                .formatted(node.id().value()))));
      }
    }
  }

  private static boolean isContext(CheckContext context, SelectorBlock selector) {
    return context.tree().blocks(KeyContext.SUBSCRIPTION).stream()
        .filter(block -> (block.pointer() + ".on").equals(selector.block().pointer()))
        .anyMatch(block -> SelectorBlock.text(block, "role").equals("context"));
  }

  private static Optional<Node.Emit> emitter(CheckContext context, SelectorBlock selector) {
    return context.definition().nodes().values().stream()
        .filter(Node.Emit.class::isInstance)
        .map(Node.Emit.class::cast)
        .filter(node -> selector.schema().isEmpty() || selector.schema().equals(node.schema()))
        .findFirst();
  }
}

package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.DurationText;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.model.Retry;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.time.Duration;
import java.util.function.Consumer;

/** Attempts that do not fit into the time that the run may take. */
public final class RetryBeyondDuration implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5009", "policy/retry-beyond-duration", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "All attempts of a node with the waits between them take longer than the whole run may; the"
        + " last ones are never made.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Duration limit = context.definition().limits().duration();
    if (limit == null) {
      return;
    }
    for (Block block : context.tree().blocksWith("retry")) {
      Node node = block.entry("retry") == null ? null : context.nodeOf(block);
      Duration timeout = node == null ? null : node.options().timeout();
      if (node != null && timeout != null && timeout.compareTo(limit) <= 0) {
        Duration all = all(node.options().retry(), timeout);
        if (all.compareTo(limit) > 0) {
          String message =
              "all attempts together may take %s, the run %s"
                  .formatted(DurationText.of(all), DurationText.of(limit));
          problems.accept(
              Problem.of(code(), context.place(block.pointer() + ".retry.attempts"), message));
        }
      }
    }
  }

  private static Duration all(Retry retry, Duration timeout) {
    Duration all = timeout.multipliedBy(retry.attempts());
    Duration wait = retry.backoff();
    for (int i = 1; i < retry.attempts(); i++) {
      wait = wait.compareTo(Retry.BACKOFF_MAX) > 0 ? Retry.BACKOFF_MAX : wait;
      all = all.plus(wait);
      wait = wait.multipliedBy(2);
    }
    return all;
  }
}

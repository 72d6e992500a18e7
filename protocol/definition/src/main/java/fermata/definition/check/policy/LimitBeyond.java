package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.DurationText;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Limits;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode.Entry;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A limit of a node that the agent's own limit ends before. */
public final class LimitBeyond implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5008", "policy/limit-beyond", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A node may use more than the whole run may: the limit of the run ends it before.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Limits limits = context.definition().limits();
    for (Block block : context.tree().blocks()) {
      Node node = context.nodeOf(block);
      if (node instanceof Node.Llm llm && llm.maxToolCalls() != null) {
        boolean isBeyond = llm.maxToolCalls() > limits.toolCalls();
        report(
            isBeyond, block.entry("max_tool_calls"), String.valueOf(limits.toolCalls()), problems);
      }
      if (node != null && !waits(node) && limits.duration() != null) {
        Duration timeout = node.options().timeout();
        boolean isBeyond = timeout != null && timeout.compareTo(limits.duration()) > 0;
        report(isBeyond, block.entry("timeout"), DurationText.of(limits.duration()), problems);
      }
    }
  }

  /** What such a node waits for may take longer than the run spends running. */
  private static boolean waits(Node node) {
    return node instanceof Node.Human || node instanceof Node.Wait || node instanceof Node.Agent;
  }

  private void report(
      boolean isBeyond, @Nullable Entry entry, String limit, Consumer<Problem> problems) {
    if (isBeyond && entry != null) {
      String message = "beyond what the whole run may use (expected: at most %s)".formatted(limit);
      Span span = Edits.inner(entry.value());
      problems.accept(Edits.withReplacement(Problem.of(code(), span, message), span, limit));
    }
  }
}

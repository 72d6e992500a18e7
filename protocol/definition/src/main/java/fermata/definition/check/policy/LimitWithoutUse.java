package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A limit on what no node uses. */
public final class LimitWithoutUse implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5015", "policy/limit-without-use", Severity.HINT);
  }

  @Override
  public String summary() {
    return "A limit on money, tokens or tool calls in an agent that asks no model or calls no tool.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole() || context.definition().nodes().isEmpty()) {
      return;
    }
    Collection<Node> nodes = context.definition().nodes().values();
    boolean asksModels =
        context.definition().asksModels()
            || context.definition().goal().hasJudges()
            || nodes.stream().anyMatch(Node.Agent.class::isInstance);
    boolean callsTools =
        asksModels || nodes.stream().anyMatch(node -> !node.namedTools().isEmpty());
    for (Block block : context.tree().blocks(KeyContext.LIMITS)) {
      if (block.context() == KeyContext.LIMITS) {
        report(context, asksModels, block.entry("cost_usd"), "no node asks a model", problems);
        report(context, asksModels, block.entry("tokens"), "no node asks a model", problems);
        report(context, callsTools, block.entry("tool_calls"), "no node calls a tool", problems);
      }
    }
  }

  private void report(
      CheckContext context,
      boolean isUsed,
      @Nullable Entry limit,
      String reason,
      Consumer<Problem> problems) {
    if (!isUsed && limit != null) {
      Problem problem = Problem.of(code(), limit.key().span(), "limits nothing: " + reason);
      problems.accept(Edits.withRemoval(problem, context, limit));
    }
  }
}

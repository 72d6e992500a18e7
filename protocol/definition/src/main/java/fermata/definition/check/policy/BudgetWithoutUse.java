package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A budget for what a node of its kind never uses. */
public final class BudgetWithoutUse implements Rule {

  private static final List<String> ALL =
      List.of("cost_usd", "tokens", "tool_calls", "duration", "steps");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5060", "policy/budget-without-use", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The budget of a node bounds what a node of its kind never uses.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("budget")) {
      Node node = context.nodeOf(block);
      Entry budget = node == null ? null : block.entry("budget");
      if (node != null && budget != null) {
        check(context, node, budget, problems);
      }
    }
  }

  private void check(CheckContext context, Node node, Entry budget, Consumer<Problem> problems) {
    Set<String> used = used(node);
    if (used.isEmpty()) {
      report(context, node, budget, problems);
    } else if (YamlValues.resolved(budget.value()) instanceof YamlNode.Mapping bounds) {
      YamlValues.entries(bounds).stream()
          .filter(bound -> ALL.contains(bound.keyText()) && !used.contains(bound.keyText()))
          .forEach(bound -> report(context, node, bound, problems));
    }
  }

  private static Set<String> used(Node node) {
    return switch (node) {
      case Node.Llm _ -> Set.of("cost_usd", "tokens", "tool_calls");
      case Node.Tool _, Node.Workflow _, Node.Code _ -> Set.of("tool_calls");
      case Node.Agent _ -> Set.copyOf(ALL);
      case Node.Human _, Node.Router _, Node.Transform _, Node.Wait _, Node.Emit _, Node.Map _ ->
          Set.of();
    };
  }

  private void report(CheckContext context, Node node, Entry bound, Consumer<Problem> problems) {
    String message = "bounds nothing: a '" + node.kind() + "' node never uses that";
    Problem problem = Problem.of(code(), bound.key().span(), message);
    problems.accept(Edits.withRemoval(problem, context, bound));
  }
}

package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.DurationText;
import fermata.definition.model.Limits;
import fermata.definition.model.Node;
import fermata.definition.model.NodeBudget;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A budget of a node beyond what its whole run may use. */
public final class BudgetBeyond implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5061", "policy/budget-beyond", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The budget of a node is larger than what its whole run may use, which ends it before.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Node node : context.definition().nodes().values()) {
      NodeBudget budget = node.options().budget();
      if (!budget.equals(NodeBudget.NONE)) {
        check(new Place(context, node, problems), budget, context.definition().limits());
      }
    }
  }

  private record Place(CheckContext context, Node node, Consumer<Problem> problems) {}

  private void check(Place place, NodeBudget budget, Limits limits) {
    report(place, "cost_usd", budget.costUsd(), limits.costUsd());
    report(place, "tokens", budget.tokens(), limits.tokens());
    report(place, "duration", budget.duration(), limits.duration());
    report(place, "steps", budget.steps(), limits.steps());
    report(place, "tool_calls", budget.toolCalls(), limits.toolCalls());
  }

  private <T extends Comparable<T>> void report(
      Place place, String name, @Nullable T own, @Nullable T whole) {
    if (own != null && whole != null && own.compareTo(whole) > 0) {
      String pointer = "nodes." + place.node().id().value() + ".budget." + name;
      String most = whole instanceof java.time.Duration time ? DurationText.of(time) : "" + whole;
      place
          .problems()
          .accept(
              Problem.of(
                  code(),
                  place.context().place(pointer),
                  "beyond what the whole run may use (expected: at most %s)".formatted(most)));
    }
  }
}

package fermata.definition.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.Limits;
import fermata.definition.model.NodeBudget;
import fermata.definition.model.OnLimit;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Limits and budgets in the canonical form; what is not set is left out. */
final class CanonicalLimits {

  private CanonicalLimits() {}

  /** Adds what a definition need not say. */
  static void addTo(ObjectNode form, Limits limits) {
    put(form, "deadline", limits.deadline());
    put(form, "concurrent_runs", limits.concurrentRuns());
    switch (limits.onLimit()) {
      case OnLimit.Fail() -> {}
      case OnLimit.Ask() -> form.put("on_limit", "ask");
      case OnLimit.Degrade(var model) -> form.putObject("on_limit").put("degrade", model);
    }
  }

  /** Adds the budget of a node, where it has one. */
  static void addTo(ObjectNode form, NodeBudget budget) {
    if (budget.equals(NodeBudget.NONE)) {
      return;
    }
    ObjectNode own = form.putObject("budget");
    BigDecimal cost = budget.costUsd();
    if (cost != null) {
      own.put("cost_usd", cost.stripTrailingZeros().toPlainString());
    }
    if (budget.tokens() != null) {
      own.put("tokens", budget.tokens());
    }
    put(own, "duration", budget.duration());
    put(own, "steps", budget.steps());
    put(own, "tool_calls", budget.toolCalls());
  }

  private static void put(ObjectNode form, String name, @Nullable Duration value) {
    if (value != null) {
      form.put(name, value.toMillis());
    }
  }

  private static void put(ObjectNode form, String name, @Nullable Integer value) {
    if (value != null) {
      form.put(name, value);
    }
  }
}

package fermata.engine.graph;

import fermata.definition.keys.DurationText;
import fermata.definition.model.Limits;
import fermata.definition.model.NodeBudget;
import fermata.engine.run.Grant;
import fermata.engine.run.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something of which a run has only so much. Amounts are in the unit of the key; times are in
 * milliseconds.
 */
enum Limit {
  COST("cost_usd"),
  TOKENS("tokens"),
  DURATION("duration"),
  STEPS("steps"),
  TOOL_CALLS("tool_calls");

  private final String key;

  Limit(String key) {
    this.key = key;
  }

  /** {@return the key of a definition, as failures and marks name the limit} */
  String key() {
    return key;
  }

  /** {@return what a definition says of it} */
  @Nullable BigDecimal in(Limits limits) {
    return switch (this) {
      case COST -> limits.costUsd();
      case TOKENS -> amount(limits.tokens());
      case DURATION -> amount(limits.duration());
      case STEPS -> amount(limits.steps());
      case TOOL_CALLS -> amount(limits.toolCalls());
    };
  }

  /** {@return what a node says of it} */
  @Nullable BigDecimal in(NodeBudget budget) {
    return switch (this) {
      case COST -> budget.costUsd();
      case TOKENS -> amount(budget.tokens());
      case DURATION -> amount(budget.duration());
      case STEPS -> amount(budget.steps());
      case TOOL_CALLS -> amount(budget.toolCalls());
    };
  }

  /** {@return what whoever started the run says of it} */
  @Nullable BigDecimal in(Grant grant) {
    return switch (this) {
      case COST -> grant.costUsd();
      case TOKENS -> amount(grant.tokens());
      case DURATION -> amount(grant.duration());
      case STEPS -> amount(grant.steps());
      case TOOL_CALLS -> amount(grant.toolCalls());
    };
  }

  /** {@return how much of it is used} */
  BigDecimal in(Usage usage) {
    return switch (this) {
      case COST -> usage.costUsd();
      case TOKENS -> BigDecimal.valueOf(usage.tokens());
      case DURATION -> BigDecimal.valueOf(usage.runningMillis());
      case STEPS -> BigDecimal.valueOf(usage.steps());
      case TOOL_CALLS -> BigDecimal.valueOf(usage.toolCalls());
    };
  }

  /** {@return an amount, for people} */
  String show(BigDecimal amount) {
    return switch (this) {
      case DURATION -> DurationText.of(Duration.ofMillis(amount.longValue()));
      case COST, TOKENS, STEPS, TOOL_CALLS -> amount.toPlainString();
    };
  }

  private static @Nullable BigDecimal amount(@Nullable Number number) {
    return number == null ? null : BigDecimal.valueOf(number.longValue());
  }

  private static @Nullable BigDecimal amount(@Nullable Duration time) {
    return time == null ? null : BigDecimal.valueOf(time.toMillis());
  }
}

package fermata.definition.model;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a node may use at most, of what its run has left; each is inclusive, an absent
 * one is no bound of its own.
 *
 * @param costUsd money, in US dollars
 * @param tokens input and output tokens of all model requests
 * @param duration time spent running, of the child run of an {@code agent} node
 * @param steps activations of nodes, in the child run of an {@code agent} node
 * @param toolCalls calls of tools
 */
public record NodeBudget(
    @Nullable BigDecimal costUsd,
    @Nullable Long tokens,
    @Nullable Duration duration,
    @Nullable Integer steps,
    @Nullable Integer toolCalls) {

  /** No bound. */
  public static final NodeBudget NONE = new NodeBudget(null, null, null, null, null);
}

package fermata.definition.model;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a run may use at most; each is inclusive.
 *
 * @param costUsd money, in US dollars
 * @param tokens input and output tokens of all model requests
 * @param duration time spent running; held time does not count
 * @param steps activations of nodes
 * @param toolCalls calls of tools
 * @param deadline wall time from the start of the run; held time counts
 * @param concurrentRuns runs of the agent that have not ended, held ones too
 * @param onLimit what becomes of a run that would pass one of the others
 */
public record Limits(
    @Nullable BigDecimal costUsd,
    @Nullable Long tokens,
    @Nullable Duration duration,
    int steps,
    int toolCalls,
    @Nullable Duration deadline,
    @Nullable Integer concurrentRuns,
    OnLimit onLimit) {

  /** The steps of a run whose definition sets no limit. */
  public static final int STEPS_DEFAULT = 1_000;

  /** The tool calls of a run whose definition sets no limit. */
  public static final int TOOL_CALLS_DEFAULT = 1_000;

  /** The time that one attempt of a node without {@code timeout} may take. */
  public static final Duration ATTEMPT_TIMEOUT = Duration.ofMinutes(10);
}

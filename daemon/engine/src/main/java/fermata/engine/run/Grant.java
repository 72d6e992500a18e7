package fermata.engine.run;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What whoever starts a run lets it use at most, whatever its own limits say; each is inclusive, an
 * absent one is no bound.
 *
 * @param costUsd money, in US dollars
 * @param tokens input and output tokens of all model requests
 * @param duration time spent running
 * @param steps activations of nodes
 * @param toolCalls calls of tools
 * @param deadline when the run is over at the latest
 */
public record Grant(
    @Nullable BigDecimal costUsd,
    @Nullable Long tokens,
    @Nullable Duration duration,
    @Nullable Integer steps,
    @Nullable Integer toolCalls,
    @Nullable Instant deadline) {

  /** No bound but the run's own limits. */
  public static final Grant UNBOUNDED = new Grant(null, null, null, null, null, null);
}

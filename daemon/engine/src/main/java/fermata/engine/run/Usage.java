package fermata.engine.run;

import java.math.BigDecimal;

/**
 * What a run has used so far.
 *
 * @param steps activations of nodes
 * @param toolCalls tool calls that were started; attempts of one call count once
 * @param inputTokens of all model requests, estimated where a reply was lost
 * @param outputTokens of all model replies
 * @param costUsd US dollars, without trailing zeros
 * @param runningMillis time spent running; held time does not count
 */
public record Usage(
    int steps,
    int toolCalls,
    long inputTokens,
    long outputTokens,
    BigDecimal costUsd,
    long runningMillis) {

  /** Nothing. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, BigDecimal.ZERO, 0);

  /** {@return input and output tokens together} */
  public long tokens() {
    return inputTokens + outputTokens;
  }
}

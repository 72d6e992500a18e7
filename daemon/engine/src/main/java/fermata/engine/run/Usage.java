package fermata.engine.run;

import java.math.BigDecimal;

/**
 * What a run has used so far.
 *
 * @param steps activations of nodes
 * @param toolCalls tool calls that were started; attempts of one call count once
 * @param inputTokens of all model requests, estimated where a reply was lost
 * @param outputTokens of all model replies, estimated where a reply was lost
 * @param costUsd US dollars
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

  /** {@return this and one more step} */
  public Usage plusStep() {
    return new Usage(steps + 1, toolCalls, inputTokens, outputTokens, costUsd, runningMillis);
  }

  /** {@return this and one more tool call} */
  public Usage plusToolCall() {
    return new Usage(steps, toolCalls + 1, inputTokens, outputTokens, costUsd, runningMillis);
  }

  /** {@return this and some tokens} */
  public Usage plusTokens(long input, long output, BigDecimal cost) {
    return new Usage(
        steps,
        toolCalls,
        inputTokens + input,
        outputTokens + output,
        canonical(costUsd.add(cost)),
        runningMillis);
  }

  /** {@return both together} */
  public Usage plus(Usage other) {
    return new Usage(
        steps + other.steps,
        toolCalls + other.toolCalls,
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        canonical(costUsd.add(other.costUsd)),
        runningMillis + other.runningMillis);
  }

  /** {@return this and some time} */
  public Usage plusRunning(long millis) {
    return new Usage(steps, toolCalls, inputTokens, outputTokens, costUsd, runningMillis + millis);
  }

  // The sum of the same money in another order must be equal, and 0.10 is not equal to 0.1.
  private static BigDecimal canonical(BigDecimal amount) {
    return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
  }
}

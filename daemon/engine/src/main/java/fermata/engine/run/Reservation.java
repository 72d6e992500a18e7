package fermata.engine.run;

import java.math.BigDecimal;

/**
 * What is set aside for a model request before it is made; kept as spent when its outcome is lost.
 *
 * @param inputTokens an estimate of the request
 * @param outputTokens what the reply may use
 * @param costUsd of both, by the model's prices
 */
public record Reservation(long inputTokens, long outputTokens, BigDecimal costUsd) {

  /** Nothing. */
  public static final Reservation NONE = new Reservation(0, 0, BigDecimal.ZERO);

  /** {@return input and output tokens together} */
  public long tokens() {
    return inputTokens + outputTokens;
  }

  /** {@return both together} */
  public Reservation plus(Reservation other) {
    return new Reservation(
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        costUsd.add(other.costUsd));
  }
}

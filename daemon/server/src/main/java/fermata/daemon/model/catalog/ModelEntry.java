package fermata.daemon.model.catalog;

import fermata.engine.run.ModelTraits;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model; each part may be unknown.
 *
 * @param inputUsd US dollars for a million input tokens
 * @param cachedInputUsd the same for input that the provider has seen before
 * @param outputUsd US dollars for a million output tokens
 * @param window how many tokens request and reply may have together
 * @param outputMax how many tokens a reply may have
 */
public record ModelEntry(
    @Nullable BigDecimal inputUsd,
    @Nullable BigDecimal cachedInputUsd,
    @Nullable BigDecimal outputUsd,
    @Nullable Long window,
    @Nullable Long outputMax) {

  /** A model of which nothing is known. */
  public static final ModelEntry UNKNOWN = new ModelEntry(null, null, null, null, null);

  /** A model that costs nothing. */
  public static final ModelEntry FREE =
      new ModelEntry(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, null, null);

  private static final int MILLION_DIGITS = 6;

  /** {@return the prices and the window, as the engine wants them} */
  public ModelTraits traits() {
    return new ModelTraits(inputUsd, outputUsd, window);
  }

  /** Whether a reply's cost can be told. */
  public boolean hasPrices() {
    return inputUsd != null && outputUsd != null;
  }

  /**
   * {@return what a reply cost, in US dollars; absent where the prices are unknown}
   *
   * @param cached how many of the input tokens the provider had seen before
   */
  public Optional<BigDecimal> cost(long input, long cached, long output) {
    if (inputUsd == null || outputUsd == null) {
      return Optional.empty();
    }
    BigDecimal cachedUsd = cachedInputUsd == null ? inputUsd : cachedInputUsd;
    BigDecimal millionth =
        inputUsd
            .multiply(BigDecimal.valueOf(input - cached))
            .add(cachedUsd.multiply(BigDecimal.valueOf(cached)))
            .add(outputUsd.multiply(BigDecimal.valueOf(output)));
    BigDecimal usd = millionth.movePointLeft(MILLION_DIGITS).stripTrailingZeros();
    return Optional.of(usd.scale() < 0 ? usd.setScale(0) : usd);
  }
}

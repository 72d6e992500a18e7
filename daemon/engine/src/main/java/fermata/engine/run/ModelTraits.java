package fermata.engine.run;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the engine must know of a model to keep a budget.
 *
 * <p>A run with a limit on cost does not call a model without prices: limits fail closed. Prices of
 * zero say that it is free.
 *
 * @param inputUsdPerMillion US dollars for a million input tokens; absent where nobody knows
 * @param outputUsdPerMillion US dollars for a million output tokens; absent where nobody knows
 * @param windowTokens what a request and its reply may have together; absent where nobody knows
 */
public record ModelTraits(
    @Nullable BigDecimal inputUsdPerMillion,
    @Nullable BigDecimal outputUsdPerMillion,
    @Nullable Long windowTokens) {

  /** A model whose price nobody knows. */
  public static final ModelTraits UNKNOWN = new ModelTraits(null, null);

  /** A model that costs nothing, such as a recording. */
  public static final ModelTraits FREE = new ModelTraits(BigDecimal.ZERO, BigDecimal.ZERO);

  /** {@return a model that costs nothing and has a window} */
  public static ModelTraits free(@Nullable Long windowTokens) {
    return new ModelTraits(BigDecimal.ZERO, BigDecimal.ZERO, windowTokens);
  }

  /** A model of whose window nothing is known. */
  public ModelTraits(
      @Nullable BigDecimal inputUsdPerMillion, @Nullable BigDecimal outputUsdPerMillion) {
    this(inputUsdPerMillion, outputUsdPerMillion, null);
  }
}

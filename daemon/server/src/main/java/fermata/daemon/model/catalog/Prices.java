package fermata.daemon.model.catalog;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tokens of a model cost, in US dollars for a million.
 *
 * @param input tokens that the provider has not seen before
 * @param cachedInput tokens that it has; as other input where absent
 * @param cacheWrite tokens that it keeps in order to know them again; as other input where absent
 * @param output tokens of replies, those that the model thought with included
 */
public record Prices(
    BigDecimal input,
    @Nullable BigDecimal cachedInput,
    @Nullable BigDecimal cacheWrite,
    BigDecimal output) {

  /** Nothing costs anything. */
  public static final Prices FREE = new Prices(BigDecimal.ZERO, null, null, BigDecimal.ZERO);

  private static final int MILLION_DIGITS = 6;

  /** {@return the most that a token of input can cost} */
  public BigDecimal dearestInput() {
    return cacheWrite == null ? input : input.max(cacheWrite);
  }

  /** {@return what a reply cost} */
  public BigDecimal cost(Used used) {
    BigDecimal millionth =
        cost(input, used.input() - used.cached() - used.written())
            .add(cost(Objects.requireNonNullElse(cachedInput, input), used.cached()))
            .add(cost(Objects.requireNonNullElse(cacheWrite, input), used.written()))
            .add(cost(output, used.output()));
    BigDecimal usd = millionth.movePointLeft(MILLION_DIGITS).stripTrailingZeros();
    return usd.scale() < 0 ? usd.setScale(0) : usd;
  }

  private static BigDecimal cost(BigDecimal price, long tokens) {
    return price.multiply(BigDecimal.valueOf(tokens));
  }

  /**
   * How many tokens a request and its reply used.
   *
   * @param input all of it, the next two included
   * @param cached of the input, those that the provider knew from before
   * @param written of the input, those that it keeps from now on
   */
  public record Used(long input, long cached, long written, long output) {}
}

package fermata.definition.check.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a schema allows.
 *
 * @param low the lower bound; absent where there is none
 * @param isLowOpen whether the lower bound itself is not allowed
 */
public record NumberRange(
    @Nullable BigDecimal low, boolean isLowOpen, @Nullable BigDecimal high, boolean isHighOpen) {

  /** {@return the range of a schema, by its bounds alone} */
  public static NumberRange of(JsonNode schema) {
    BigDecimal least = number(schema, "minimum");
    BigDecimal above = number(schema, "exclusiveMinimum");
    BigDecimal most = number(schema, "maximum");
    BigDecimal below = number(schema, "exclusiveMaximum");
    boolean isLowOpen = above != null && (least == null || above.compareTo(least) >= 0);
    boolean isHighOpen = below != null && (most == null || below.compareTo(most) <= 0);
    return new NumberRange(
        isLowOpen ? above : least, isLowOpen, isHighOpen ? below : most, isHighOpen);
  }

  private static @Nullable BigDecimal number(JsonNode schema, String keyword) {
    JsonNode value = schema.path(keyword);
    return value.isNumber() ? value.decimalValue() : null;
  }

  /** Whether no number at all is in it. */
  public boolean isEmpty() {
    if (low == null || high == null) {
      return false;
    }
    int order = low.compareTo(high);
    return order > 0 || (order == 0 && (isLowOpen || isHighOpen));
  }

  /**
   * {@return whether all numbers of it are below another; null where some are and some are not}
   *
   * @param isStrict whether the number itself does not count as below
   */
  public @Nullable Boolean isBelow(BigDecimal number, boolean isStrict) {
    int toHigh = high == null ? 1 : high.compareTo(number);
    int toLow = low == null ? -1 : low.compareTo(number);
    if (toHigh < 0 || (toHigh == 0 && (isHighOpen || !isStrict))) {
      return true;
    }
    boolean isAbove = toLow > 0 || (toLow == 0 && (isLowOpen || isStrict));
    return isAbove ? false : null;
  }

  @Override
  public String toString() {
    String from = low == null ? "" : (isLowOpen ? "above " : "at least ") + low.toPlainString();
    String to = high == null ? "" : (isHighOpen ? "below " : "at most ") + high.toPlainString();
    return from.isEmpty() || to.isEmpty() ? from + to : from + " and " + to;
  }
}

package fermata.daemon.model.catalog;

import fermata.engine.run.ModelTraits;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model; each part may be unknown.
 *
 * @param prices of its tokens
 * @param beyond other prices, of requests that are longer than some
 * @param window how many tokens request and reply may have together
 * @param outputMax how many tokens a reply may have
 * @param protocol that it wants to be asked in, where that is another than its provider's
 */
public record ModelEntry(
    @Nullable Prices prices,
    @Nullable Beyond beyond,
    @Nullable Long window,
    @Nullable Long outputMax,
    ProviderEntry.@Nullable Protocol protocol) {

  /** A model of which nothing is known. */
  public static final ModelEntry UNKNOWN = new ModelEntry(null, null, null, null, null);

  /** A model that costs nothing. */
  public static final ModelEntry FREE = new ModelEntry(Prices.FREE, null, null, null, null);

  /**
   * What a long request costs, all of its tokens.
   *
   * @param tokens of input; the prices are those of requests with more
   */
  public record Beyond(long tokens, Prices prices) {}

  /** {@return the prices and the window, as the engine wants them} */
  public ModelTraits traits() {
    return prices == null
        ? new ModelTraits(null, null, window)
        : new ModelTraits(prices.dearestInput(), prices.output(), window);
  }

  /** Whether a reply's cost can be told. */
  public boolean hasPrices() {
    return prices != null;
  }

  /** {@return the same, with the prices of another} */
  public ModelEntry pricedAs(ModelEntry other) {
    return new ModelEntry(other.prices, other.beyond, window, outputMax, protocol);
  }

  /** {@return what a reply cost, in US dollars; absent where the prices are unknown} */
  public Optional<BigDecimal> cost(Prices.Used used) {
    Prices counted = beyond != null && used.input() > beyond.tokens() ? beyond.prices() : prices;
    return Optional.ofNullable(counted).map(known -> known.cost(used));
  }
}

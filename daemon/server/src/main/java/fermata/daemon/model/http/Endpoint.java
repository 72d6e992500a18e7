package fermata.daemon.model.http;

import fermata.daemon.model.catalog.ProviderEntry;
import org.jspecify.annotations.Nullable;

/**
 * A provider as the environment sets it.
 *
 * @param key sent with every request, shown nowhere; absent where none is needed
 */
public record Endpoint(ProviderEntry provider, String baseUrl, @Nullable String key) {

  private static final String HIDDEN = "***";

  /** {@return a text without the key} */
  public String redacted(String text) {
    return key == null || key.isEmpty() ? text : text.replace(key, HIDDEN);
  }

  @Override
  public String toString() {
    return "Endpoint[" + provider.name() + " at " + baseUrl + "]";
  }
}

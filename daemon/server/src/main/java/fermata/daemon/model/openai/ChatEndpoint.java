package fermata.daemon.model.openai;

import fermata.daemon.model.catalog.ProviderEntry;
import org.jspecify.annotations.Nullable;

/**
 * A provider as the environment sets it.
 *
 * @param key sent with every request, shown nowhere; absent where none is needed
 */
record ChatEndpoint(ProviderEntry provider, String baseUrl, @Nullable String key) {

  private static final String HIDDEN = "***";

  /** {@return a text without the key} */
  String redacted(String text) {
    return key == null || key.isEmpty() ? text : text.replace(key, HIDDEN);
  }

  @Override
  public String toString() {
    return "ChatEndpoint[" + provider.name() + " at " + baseUrl + "]";
  }
}

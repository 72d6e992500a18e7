package fermata.daemon.tool.web;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a tool makes.
 *
 * @param address whose host somebody has named as text
 * @param headers may hold keys, so they are sent to this host alone
 * @param json what is sent; absent where nothing is
 * @param bytesMax how much of the answer is read
 */
public record WebRequest(
    String method, URI address, Map<String, String> headers, @Nullable String json, int bytesMax) {

  public WebRequest {
    headers = Map.copyOf(headers);
  }

  /** Without headers: they may hold keys. */
  @Override
  public String toString() {
    return method + " " + address.getHost();
  }
}

package fermata.daemon.tool.web;

import java.util.Map;

/**
 * What is to be fetched.
 *
 * @param method {@code GET} or {@code HEAD}
 * @param headers sent to the first host only
 * @param bytesMax how much of the body is read
 */
public record PageRequest(String url, String method, Map<String, String> headers, int bytesMax) {

  public PageRequest {
    headers = Map.copyOf(headers);
  }
}

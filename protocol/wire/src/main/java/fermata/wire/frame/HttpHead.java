package fermata.wire.frame;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The head of an HTTP request: what it asks for, and its headers under names in lower case. Nothing
 * is served that has a body, so there is no more to a request. Source: RFC 9112.
 *
 * @param method as it came, such as {@code GET}
 * @param path without the query; begins with a slash
 * @param query names and values, decoded; of a name that comes twice, the first
 * @param headers in the order in which they came
 */
public record HttpHead(
    String method, String path, Map<String, String> query, Map<String, List<String>> headers) {

  public HttpHead {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** {@return the value of a header that came exactly once} */
  public Optional<String> single(String name) {
    List<String> values = all(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** {@return the values of a header, one for each time that it came} */
  public List<String> all(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** {@return the elements of a header that is a list, over all the times that it came} */
  public List<String> elements(String name) {
    return all(name).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .toList();
  }

  /** Whether a header that is a list has an element, whatever its case. */
  public boolean has(String name, String element) {
    return elements(name).stream().anyMatch(element::equalsIgnoreCase);
  }

  static Map<String, String> queryOf(String text) {
    var query = new LinkedHashMap<String, String>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = equals < 0 ? pair : pair.substring(0, equals);
        query.putIfAbsent(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  /**
   * {@return text with its percent signs decoded}
   *
   * @throws IllegalArgumentException if they stand for nothing
   */
  static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}

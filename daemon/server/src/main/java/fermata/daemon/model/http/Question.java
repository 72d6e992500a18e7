package fermata.daemon.model.http;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.Ordered;
import java.util.SequencedMap;

/**
 * A request as it goes out.
 *
 * @param path what is added to the address of the provider
 * @param headers beside those that every request has
 */
public record Question(String path, SequencedMap<String, String> headers, JsonNode body) {

  public Question {
    headers = Ordered.copyOf(headers);
  }

  // A header may be the key.
  @Override
  public String toString() {
    return "Question[" + path + "]";
  }
}

package fermata.daemon.tool;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that a call shows while it runs.
 *
 * @param id by which it is updated; of one call no other's
 * @param bundle the same content by media types, {@code text/plain} among them
 */
public record Display(String id, JsonNode bundle) {

  /** {@return its words} */
  public String text() {
    return bundle.path("text/plain").asText();
  }
}

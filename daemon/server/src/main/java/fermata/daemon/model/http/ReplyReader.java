package fermata.daemon.model.http;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the events of one reply. Confined to one thread. */
@FunctionalInterface
public interface ReplyReader {

  /** Takes the next event. */
  void read(JsonNode event);
}

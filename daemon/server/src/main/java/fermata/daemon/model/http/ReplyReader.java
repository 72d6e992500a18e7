package fermata.daemon.model.http;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the events of one reply. Confined to one thread. */
public interface ReplyReader {

  /** Takes the next event. */
  void read(JsonNode event);

  /** Takes the mark of some protocols that the stream is over. */
  default void done() {}
}

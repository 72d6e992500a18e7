package fermata.daemon.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The way to a live server and back.
 *
 * <p>Implementations are thread-safe.
 */
interface McpTransport extends AutoCloseable {

  /** Hears the server. Called by one thread at a time; does not block. */
  interface Receiver {

    /** A message. */
    void message(JsonNode message);

    /**
     * A request will have no answer; the server may be there for others.
     *
     * @param mayHaveEffect whether the server may have begun with it
     */
    void unanswered(long id, String reason, boolean mayHaveEffect);

    /**
     * The server is gone, or cannot be understood. Nothing comes after it.
     *
     * @param reason for people, with what the server wrote to its error stream
     */
    void gone(String reason);
  }

  /** Sends a message. Returns without an answer. */
  void send(JsonNode message);

  /** Is told the protocol that both have agreed on. */
  default void agreed(String protocol) {}

  /** {@return what the server wrote to its error stream; nothing where it has none} */
  default String log() {
    return "";
  }

  /** Ends the connection, and the server where it was started for it. */
  @Override
  void close();
}

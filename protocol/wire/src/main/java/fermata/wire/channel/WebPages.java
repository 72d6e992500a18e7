package fermata.wire.channel;

/** What is served over HTTP beside the WebSocket. Thread-safe. */
public interface WebPages {

  /**
   * Serves one request, on a virtual thread of its own; may block. A request that is neither
   * answered nor streamed ends without an answer.
   */
  void serve(WebExchange exchange) throws InterruptedException;
}

package fermata.wire.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.jsonrpc.RequestId;
import fermata.wire.jsonrpc.RpcError;

/**
 * A request and the duty to answer it, once. Thread-safe.
 *
 * <p>The second answer and an answer after the connection has ended go nowhere.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RpcExchange {

  RpcExchange() {}

  /** {@return the connection that it came on} */
  public RpcConnection connection() {
    throw new UnsupportedOperationException();
  }

  /** {@return its id, unique among the requests under way on the connection} */
  public RequestId id() {
    throw new UnsupportedOperationException();
  }

  /** {@return the method as the client named it, which may not exist} */
  public String method() {
    throw new UnsupportedOperationException();
  }

  /** {@return its params; an empty object when it had none} */
  public ObjectNode params() {
    throw new UnsupportedOperationException();
  }

  /** Answers with a wire record or a JSON tree; whether this was the first answer. */
  public boolean reply(Object result) {
    throw new UnsupportedOperationException();
  }

  /** Answers with an error; whether this was the first answer. */
  public boolean refuse(RpcError error) {
    throw new UnsupportedOperationException();
  }

  /**
   * Whether the client has asked to give the request up, or is gone. It is to be answered all the
   * same.
   */
  public boolean isCancelled() {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs the action when the client gives the request up or is gone; at once when it has. It must
   * not block.
   */
  public void onCancel(Runnable action) {
    throw new UnsupportedOperationException();
  }
}

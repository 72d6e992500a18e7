package fermata.wire.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An error object. Source: JSON-RPC 2.0, section 5.1.
 *
 * @param code for routing
 * @param message what, which value, what was expected; lower-case start, no full stop
 * @param data always has {@code kind} and {@code retryable}; the rest depends on the kind
 */
public record RpcError(int code, String message, ObjectNode data) {

  /** {@return an error of our own making} */
  public static RpcError of(DaemonErrorCode code, String message) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("kind", code.kind());
    data.put("retryable", code.isRetryable());
    return new RpcError(code.code(), message, data);
  }

  /** {@return this error with one more member of {@code data}} */
  public RpcError with(String name, JsonNode value) {
    ObjectNode more = data.deepCopy();
    more.set(name, value);
    return new RpcError(code, message, more);
  }

  /** {@return this error with one more member of {@code data}} */
  public RpcError with(String name, String value) {
    return with(name, JsonNodeFactory.instance.textNode(value));
  }

  /** {@return this error with one more member of {@code data}} */
  public RpcError with(String name, long value) {
    return with(name, JsonNodeFactory.instance.numberNode(value));
  }

  /** {@return the word that says what happened; empty where the peer sent none} */
  public String kind() {
    return data.path("kind").asText("");
  }

  /** Whether the same request may succeed later. */
  public boolean isRetryable() {
    return data.path("retryable").asBoolean(false);
  }

  /** Whether this is the error with that code. */
  public boolean is(DaemonErrorCode expected) {
    return code == expected.code();
  }
}

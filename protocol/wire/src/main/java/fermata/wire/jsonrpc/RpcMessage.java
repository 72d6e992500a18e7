package fermata.wire.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One JSON-RPC message. Source: JSON-RPC 2.0, sections 4 and 5. */
public sealed interface RpcMessage {

  /** A message that wants a response. Absent params are an empty object. */
  record Request(RequestId id, String method, ObjectNode params) implements RpcMessage {}

  /** A message that nobody answers. Absent params are an empty object. */
  record Notification(String method, ObjectNode params) implements RpcMessage {}

  /** The answer to a request. */
  sealed interface Response extends RpcMessage {

    /** The request was served. */
    record Success(RequestId id, JsonNode result) implements Response {}

    /** The request was refused; without an id when none could be read. */
    record Refused(@Nullable RequestId id, RpcError error) implements Response {}
  }
}

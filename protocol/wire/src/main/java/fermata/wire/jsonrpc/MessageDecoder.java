package fermata.wire.jsonrpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Json;
import fermata.wire.json.StrictJson;
import fermata.wire.jsonrpc.RpcMessage.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes messages of the bytes of a frame. Thread-safe; never throws, whatever the bytes. */
public final class MessageDecoder {

  private static final String VERSION = "2.0";

  private final int batchMax;

  public MessageDecoder(int batchMax) {
    this.batchMax = batchMax;
  }

  /** {@return what a client sent, read strictly} */
  public Incoming decode(byte[] body) {
    return switch (StrictJson.read(body)) {
      case StrictJson.Reading.Value(JsonNode json) -> decode(json);
      case StrictJson.Reading.Unacceptable(String reason) ->
          single(unacceptable(MessageHead.scan(body), reason));
    };
  }

  /** {@return the reply to a message over the frame limit, of which only the head is there} */
  public static Response.Refused oversize(byte[] head, int frameBytesMax) {
    RequestId id = MessageHead.scan(head).id();
    var code = id == null ? DaemonErrorCode.PARSE_ERROR : DaemonErrorCode.INVALID_REQUEST;
    RpcError error = RpcError.of(code, "the message has more than " + frameBytesMax + " bytes");
    return new Response.Refused(id, error.with("limit", "maxFrame").with("value", frameBytesMax));
  }

  /**
   * {@return what a daemon sent; read as it is, because a daemon's numbers and depths come from the
   * tools that it serves}
   *
   * @throws JsonProcessingException when the bytes are not JSON
   */
  public static Incoming.Item decodeFromDaemon(byte[] body) throws JsonProcessingException {
    try {
      return item(Json.mapper().readTree(body));
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be read", e);
    }
  }

  // A message that is not even JSON has no id, whatever it looks like: half of it may be another
  // message's.
  private static Response.Refused unacceptable(MessageHead head, String reason) {
    @Nullable RequestId id = head.isWhole() ? head.id() : null;
    return id == null
        ? refused(null, DaemonErrorCode.PARSE_ERROR, reason)
        : refused(id, DaemonErrorCode.INVALID_REQUEST, reason);
  }

  private Incoming decode(JsonNode json) {
    if (!json.isArray()) {
      return new Incoming.Single(item(json));
    }
    if (json.isEmpty() || json.size() > batchMax) {
      String message = "a batch has 1 to " + batchMax + " messages, found " + json.size();
      return single(refused(null, DaemonErrorCode.INVALID_REQUEST, message));
    }
    List<Incoming.Item> items = new ArrayList<>(json.size());
    json.forEach(each -> items.add(item(each)));
    return new Incoming.Batch(items);
  }

  private static Incoming.Item item(JsonNode json) {
    if (!(json instanceof ObjectNode object)) {
      return rejected(null, "a message is an object");
    }
    @Nullable JsonNode id = object.get("id");
    Optional<RequestId> usableId = id == null ? Optional.empty() : RequestId.of(id);
    @Nullable RequestId replyTo = usableId.orElse(null);
    if (object.has("jsonrpc") && !VERSION.equals(object.get("jsonrpc").textValue())) {
      return rejected(replyTo, "jsonrpc is \"2.0\"");
    }
    if (object.has("result") || object.has("error")) {
      return response(object, replyTo);
    }
    if (id != null && replyTo == null) {
      return rejected(
          null,
          "an id is a string of at most "
              + RequestId.TEXT_MAX
              + " characters or an integer within ±"
              + RequestId.NUMBER_MAX);
    }
    return call(object, replyTo);
  }

  private static Incoming.Item call(ObjectNode object, @Nullable RequestId id) {
    String method = object.path("method").textValue();
    if (method == null || method.isEmpty()) {
      return rejected(id, "method is a string");
    }
    JsonNode params = object.path("params");
    if (params.isMissingNode() || params.isNull()) {
      return accepted(id, method, JsonNodeFactory.instance.objectNode());
    }
    if (params instanceof ObjectNode named) {
      return accepted(id, method, named);
    }
    if (!params.isArray()) {
      return rejected(id, "params are an object");
    }
    return id == null
        ? new Incoming.Item.Dropped()
        : new Incoming.Item.Rejected(
            refused(
                id,
                DaemonErrorCode.INVALID_PARAMS,
                "params are an object; params by position are not supported"));
  }

  private static Incoming.Item accepted(@Nullable RequestId id, String method, ObjectNode params) {
    return new Incoming.Item.Accepted(
        id == null
            ? new RpcMessage.Notification(method, params)
            : new RpcMessage.Request(id, method, params));
  }

  private static Incoming.Item response(ObjectNode object, @Nullable RequestId id) {
    JsonNode error = object.path("error");
    if (error instanceof ObjectNode refusal) {
      return new Incoming.Item.Accepted(new Response.Refused(id, error(refusal)));
    }
    return id != null && object.has("result")
        ? new Incoming.Item.Accepted(new Response.Success(id, object.get("result")))
        : rejected(null, "a response has an id and a result or an error");
  }

  private static RpcError error(ObjectNode json) {
    ObjectNode data =
        json.path("data") instanceof ObjectNode given
            ? given
            : JsonNodeFactory.instance.objectNode();
    return new RpcError(json.path("code").asInt(), json.path("message").asText(), data);
  }

  private static Incoming.Item rejected(@Nullable RequestId id, String message) {
    return new Incoming.Item.Rejected(refused(id, DaemonErrorCode.INVALID_REQUEST, message));
  }

  private static Incoming single(Response.Refused reply) {
    return new Incoming.Single(new Incoming.Item.Rejected(reply));
  }

  private static Response.Refused refused(
      @Nullable RequestId id, DaemonErrorCode code, String message) {
    return new Response.Refused(id, RpcError.of(code, message));
  }
}

package fermata.wire.jsonrpc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import fermata.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes messages as UTF-8 on one line. Params and results are wire records or JSON trees. */
public final class MessageEncoder {

  private MessageEncoder() {}

  /** {@return a request} */
  public static byte[] request(RequestId id, String method, Object params) {
    return message(
        out -> {
          id(id, out);
          out.writeStringField("method", method);
          out.writeFieldName("params");
          Json.write(params, out);
        });
  }

  /** {@return a notification} */
  public static byte[] notification(String method, Object params) {
    return message(
        out -> {
          out.writeStringField("method", method);
          out.writeFieldName("params");
          Json.write(params, out);
        });
  }

  /** {@return the response with a result} */
  public static byte[] success(RequestId id, Object result) {
    return message(
        out -> {
          id(id, out);
          out.writeFieldName("result");
          Json.write(result, out);
        });
  }

  /** {@return the response with an error; its id is null where none could be read} */
  public static byte[] refused(RpcMessage.Response.Refused reply) {
    return message(
        out -> {
          id(reply.id(), out);
          out.writeObjectFieldStart("error");
          out.writeNumberField("code", reply.error().code());
          out.writeStringField("message", reply.error().message());
          out.writeFieldName("data");
          out.writeTree(reply.error().data());
          out.writeEndObject();
        });
  }

  /** {@return the responses to a batch as one array} */
  public static byte[] batch(List<byte[]> responses) {
    var bytes = new ByteArrayBuilder();
    bytes.append('[');
    for (int i = 0; i < responses.size(); i++) {
      if (i > 0) {
        bytes.append(',');
      }
      bytes.write(responses.get(i));
    }
    bytes.append(']');
    return bytes.toByteArray();
  }

  private interface Members {
    void write(JsonGenerator out) throws IOException;
  }

  private static byte[] message(Members members) {
    var bytes = new ByteArrayBuilder();
    try (JsonGenerator out = Json.mapper().createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("jsonrpc", "2.0");
      members.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void id(@Nullable RequestId id, JsonGenerator out) throws IOException {
    switch (id) {
      case null -> out.writeNullField("id");
      case RequestId.Numeric(long value) -> out.writeNumberField("id", value);
      case RequestId.Textual(String value) -> out.writeStringField("id", value);
    }
  }
}

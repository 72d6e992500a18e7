package fermata.lsp.rpc;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/**
 * One editor at the other end of two streams.
 *
 * <p>{@link #run} reads until the stream ends. No message ends it: one that cannot be understood
 * gets an error as its reply, or none where it has no id.
 */
public final class LspConnection {

  private final FrameReader frames;
  private final MessageJsonHandler json;
  private final StreamMessageConsumer out;
  private final RemoteEndpoint endpoint;
  private final BugLog bugs;

  /** Connects the methods of a router with two streams. */
  public LspConnection(InputStream in, OutputStream out, LspRouter router, BugLog bugs) {
    this.frames = new FrameReader(new BufferedInputStream(in));
    this.json = new RoutedJsonHandler(router);
    this.out = new StreamMessageConsumer(out, json);
    this.endpoint = new RemoteEndpoint(this.out, router);
    this.bugs = bugs;
    json.setMethodProvider(endpoint);
  }

  /**
   * Asks the router what a method's parameters are; the library knows how a request is cancelled.
   */
  private static final class RoutedJsonHandler extends MessageJsonHandler {

    private final LspRouter router;

    RoutedJsonHandler(LspRouter router) {
      super(Map.of());
      this.router = router;
    }

    @Override
    public @Nullable JsonRpcMethod getJsonRpcMethod(String name) {
      JsonRpcMethod served = router.method(name);
      return served == null ? super.getJsonRpcMethod(name) : served;
    }
  }

  /** {@return the editor, for what the server says by itself} */
  public Editor editor() {
    return new Editor(endpoint);
  }

  /** Reads and hands over until the stream ends or fails. */
  public void run() {
    try {
      Optional<FrameReader.Frame> frame = frames.read();
      while (frame.isPresent()) {
        accept(frame.get());
        frame = frames.read();
      }
    } catch (IOException e) {
      // The editor is gone; what it wanted to say cannot be known.
      return;
    }
  }

  private void accept(FrameReader.Frame frame) {
    switch (frame) {
      case FrameReader.Frame.Body(var body) -> accept(body);
      case FrameReader.Frame.TooLarge(var bytes) ->
          refuse(
              null,
              ResponseErrorCode.InvalidRequest,
              "message: " + bytes + " bytes (expected: <= " + FrameReader.BODY_BYTES_MAX + ")");
    }
  }

  /** The boundary of the reader's thread: nothing that a message causes may end it. */
  private void accept(String body) {
    try {
      Message message = json.parseMessage(body);
      endpoint.consume(message);
    } catch (MessageIssueException e) {
      refuseParameters(body, firstIssue(e));
    } catch (JsonParseException e) {
      refuseParameters(body, "the parameters have a wrong shape");
    } catch (Throwable e) {
      String incident = bugs.report("reader", e);
      refuseParameters(body, "incident " + incident);
    }
  }

  private static String firstIssue(MessageIssueException e) {
    return e.getIssues().isEmpty() ? "parameters" : e.getIssues().getFirst().getText();
  }

  /** Answers a request with its id, a body that is no JSON object without one, the rest not. */
  private void refuseParameters(String body, String message) {
    JsonObject object = objectIn(body);
    if (object == null) {
      refuse(null, ResponseErrorCode.ParseError, "the message is not a JSON object");
      return;
    }
    JsonElement id = object.get("id");
    if (id != null && id.isJsonPrimitive() && object.has("method")) {
      refuse(id.getAsJsonPrimitive(), ResponseErrorCode.InvalidParams, message);
    }
  }

  private static @Nullable JsonObject objectIn(String body) {
    try {
      JsonElement root = JsonParser.parseString(body);
      return root.isJsonObject() ? root.getAsJsonObject() : null;
    } catch (JsonParseException e) {
      return null;
    }
  }

  private void refuse(@Nullable JsonPrimitive id, ResponseErrorCode code, String message) {
    var response = new ResponseMessage();
    response.setJsonrpc("2.0");
    if (id != null && id.isNumber()) {
      response.setId(id.getAsInt());
    } else if (id != null) {
      response.setId(id.getAsString());
    }
    response.setError(new ResponseError(code, message, null));
    out.consume(response);
  }
}

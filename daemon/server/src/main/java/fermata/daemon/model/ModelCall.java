package fermata.daemon.model;

import fermata.definition.tool.ToolSchema;
import fermata.engine.run.CallId;
import fermata.engine.run.Message;
import fermata.engine.run.ModelRequest;
import fermata.engine.run.RunId;
import fermata.engine.run.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to ask a model.
 *
 * @param tools the declarations of the tools that the request names, in its order
 * @param idempotencyKey the same for every attempt of the call
 * @param timeout after which the caller gives the attempt up
 * @param attempt counts from 1
 * @param pictures what the images of the messages show, by their references
 * @param trace the W3C {@code traceparent} that it belongs to; passed on to the provider
 */
public record ModelCall(
    SessionId session,
    RunId run,
    CallId call,
    ModelRequest request,
    List<ToolSchema> tools,
    String idempotencyKey,
    Duration timeout,
    int attempt,
    Map<String, Picture> pictures,
    @Nullable String trace) {

  public ModelCall {
    tools = List.copyOf(tools);
    pictures = Map.copyOf(pictures);
  }

  /** A call that nobody traces. */
  public ModelCall(
      SessionId session,
      RunId run,
      CallId call,
      ModelRequest request,
      List<ToolSchema> tools,
      String idempotencyKey,
      Duration timeout,
      int attempt,
      Map<String, Picture> pictures) {
    this(session, run, call, request, tools, idempotencyKey, timeout, attempt, pictures, null);
  }

  /** {@return what the images of a message show, in its order} */
  public List<Picture> pictures(Message.User message) {
    return message.images().stream()
        .map(image -> Objects.requireNonNull(pictures.get(image), "an image that was not read"))
        .toList();
  }
}

package fermata.daemon.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import fermata.wire.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Sees in the events of a stream what LangChain4j passes over: its proper end, an error in the
 * middle, a refusal.
 *
 * <p>Confined to one request.
 */
final class StreamWatch {

  private static final String DONE = "[DONE]";

  private boolean isEnded;
  private @Nullable String error;
  private final StringBuilder refusal = new StringBuilder();

  /** {@return a listener that looks at each event before it passes it on} */
  ServerSentEventListener before(ServerSentEventListener next) {
    return new ServerSentEventListener() {
      @Override
      public void onOpen(SuccessfulHttpResponse response) {
        next.onOpen(response);
      }

      @Override
      public void onEvent(ServerSentEvent event) {
        see(event);
        next.onEvent(event);
      }

      @Override
      public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
        see(event);
        next.onEvent(event, context);
      }

      @Override
      public void onError(Throwable failure) {
        next.onError(failure);
      }

      @Override
      public void onClose() {
        next.onClose();
      }
    };
  }

  private void see(ServerSentEvent event) {
    if (event.data().equals(DONE)) {
      isEnded = true;
      return;
    }
    try {
      see(Json.parse(event.data()));
    } catch (JsonProcessingException _) {
      // LangChain4j stumbles over it too and reports it.
    }
  }

  private void see(JsonNode chunk) {
    JsonNode found = chunk.path("error");
    if (found.isObject() || found.isTextual()) {
      error = found.isTextual() ? found.textValue() : found.path("message").asText("no reason");
    }
    JsonNode choice = chunk.path("choices").path(0);
    isEnded |= choice.path("finish_reason").isTextual();
    refusal.append(choice.path("delta").path("refusal").asText(""));
  }

  /** Whether the model said that it had ended. */
  boolean isEnded() {
    return isEnded;
  }

  /** {@return the error that came in the stream} */
  @Nullable String error() {
    return error;
  }

  /** {@return why the model refuses, empty where it does not} */
  String refusal() {
    return refusal.toString();
  }
}

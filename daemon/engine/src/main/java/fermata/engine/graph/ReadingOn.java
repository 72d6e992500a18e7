package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.engine.run.CallId;
import fermata.engine.run.ToolRequest;
import fermata.engine.state.Conversation;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tool by which a model reads on in a long result. */
final class ReadingOn {

  private ReadingOn() {}

  /** Whether a model was told a part of a result, so that there is something to read on in. */
  static boolean isPossible(Conversation conversation) {
    return !conversation.results().isEmpty();
  }

  /** Whether a request is for that tool, in a conversation where it is offered. */
  static boolean isMeant(Conversation conversation, ToolRequest request) {
    return request.name().equals(ToolRequest.READ_RESULT) && isPossible(conversation);
  }

  /** {@return what the model is told} */
  static String answer(Conversation conversation, JsonNode args) {
    String call = args.path("call").asText();
    Optional<String> whole = conversation.results().find(new CallId(call));
    if (whole.isEmpty()) {
      String known =
          conversation.results().asMap().keySet().stream()
              .map(CallId::value)
              .collect(Collectors.joining(", "));
      return "no long result is kept of call '" + call + "' (expected: one of " + known + ")";
    }
    int offset = args.path("offset").asInt(0);
    if (offset < 0 || offset >= whole.get().length()) {
      return "offset " + offset + " (expected: from 0 to " + (whole.get().length() - 1) + ")";
    }
    return Texts.part(whole.get(), offset, new CallId(call));
  }
}

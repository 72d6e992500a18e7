package fermata.daemon.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import fermata.daemon.model.ModelListener;
import fermata.daemon.model.catalog.ModelEntry;
import fermata.daemon.model.http.ToolNames;
import fermata.engine.run.ModelReply;
import fermata.engine.run.ModelReply.Finish;
import fermata.engine.run.ModelReply.Tokens;
import fermata.engine.run.ToolRequest;
import fermata.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hears a reply from LangChain4j and makes ours of it.
 *
 * <p>The first end that it hears counts: after an error LangChain4j reports a completion too.
 * Confined to one request.
 */
final class ReplyCollector implements StreamingChatResponseHandler {

  private final ModelListener listener;
  private final ToolNames names;
  private final ModelEntry entry;
  private @Nullable ChatResponse response;
  private @Nullable Throwable failure;
  private long heard;

  ReplyCollector(ModelListener listener, ToolNames names, ModelEntry entry) {
    this.listener = listener;
    this.names = names;
    this.entry = entry;
  }

  @Override
  public void onPartialResponse(String piece) {
    if (failure == null) {
      heard += piece.length();
      listener.text(piece);
    }
  }

  @Override
  public void onPartialThinking(PartialThinking piece) {
    if (failure == null) {
      listener.reasoning(piece.text());
    }
  }

  @Override
  public void onCompleteResponse(ChatResponse complete) {
    if (failure == null) {
      response = complete;
    }
  }

  @Override
  public void onError(Throwable error) {
    if (failure == null && response == null) {
      failure = error;
    }
  }

  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** {@return how many characters of text had arrived} */
  long heard() {
    return heard;
  }

  /** {@return the reply, where one is complete} */
  Optional<ModelReply> reply() {
    return Optional.ofNullable(response).map(this::reply);
  }

  private ModelReply reply(ChatResponse complete) {
    AiMessage message = complete.aiMessage();
    List<ToolRequest> tools = new ArrayList<>();
    for (ToolExecutionRequest request : message.toolExecutionRequests()) {
      tools.add(toolRequest(request, tools.size()));
    }
    return new ModelReply(
        message.text(),
        message.thinking(),
        tools,
        finish(complete.finishReason(), !tools.isEmpty()),
        tokens(complete.tokenUsage()));
  }

  private ToolRequest toolRequest(ToolExecutionRequest request, int index) {
    String id = request.id();
    return new ToolRequest(
        id == null || id.isEmpty() ? "call_" + index : id,
        names.fromWire(request.name()),
        arguments(request.arguments()));
  }

  // What is no JSON object is kept as the model wrote it; the tool's schema refuses it with words
  // that the model can learn from.
  private static JsonNode arguments(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return Json.parse(text);
    } catch (JsonProcessingException _) {
      return TextNode.valueOf(text);
    }
  }

  private static Finish finish(@Nullable FinishReason reason, boolean hasTools) {
    return switch (reason) {
      case LENGTH -> Finish.LENGTH;
      case CONTENT_FILTER -> Finish.FILTERED;
      case TOOL_EXECUTION -> Finish.TOOL_CALLS;
      case STOP, OTHER -> hasTools ? Finish.TOOL_CALLS : Finish.STOP;
      case null -> hasTools ? Finish.TOOL_CALLS : Finish.STOP;
    };
  }

  private Tokens tokens(@Nullable TokenUsage usage) {
    if (usage == null) {
      return Tokens.NONE;
    }
    long input = count(usage.inputTokenCount());
    long output = count(usage.outputTokenCount());
    return new Tokens(
        input,
        output,
        entry.cost(input, Math.min(cached(usage), input), output).orElse(null),
        Math.min(cached(usage), input),
        Math.min(reasoning(usage), output));
  }

  /** Whether the provider said what the reply used. */
  boolean hasUsage() {
    return response != null && response.tokenUsage() != null;
  }

  private static long cached(TokenUsage usage) {
    return usage instanceof OpenAiTokenUsage openAi && openAi.inputTokensDetails() != null
        ? count(openAi.inputTokensDetails().cachedTokens())
        : 0;
  }

  private static long reasoning(TokenUsage usage) {
    return usage instanceof OpenAiTokenUsage openAi && openAi.outputTokensDetails() != null
        ? count(openAi.outputTokensDetails().reasoningTokens())
        : 0;
  }

  private static long count(@Nullable Integer count) {
    return Objects.requireNonNullElse(count, 0);
  }
}

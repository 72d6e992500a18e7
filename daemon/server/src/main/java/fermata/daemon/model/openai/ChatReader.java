package fermata.daemon.model.openai;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.model.http.ReplyBuilder;
import fermata.daemon.model.http.ReplyReader;
import fermata.engine.run.ModelReply.Finish;

/** Reads the chunks of a reply of Chat Completions. Confined to one thread. */
final class ChatReader implements ReplyReader {

  private final ReplyBuilder reply;
  private boolean isFinished;

  ChatReader(ReplyBuilder reply) {
    this.reply = reply;
  }

  @Override
  public void read(JsonNode chunk) {
    JsonNode error = chunk.path("error");
    if (error.isObject() || error.isTextual()) {
      reply.error(error.isTextual() ? error.textValue() : error.path("message").asText());
      return;
    }
    JsonNode choice = chunk.path("choices").path(0);
    JsonNode delta = choice.path("delta");
    // Servers have two names for what a model thinks.
    reply.reasoning(text(delta.path("reasoning_content")));
    reply.reasoning(text(delta.path("reasoning")));
    reply.text(text(delta.path("content")));
    reply.refusal(text(delta.path("refusal")));
    delta.path("tool_calls").forEach(this::call);
    if (choice.path("finish_reason").isTextual()) {
      isFinished = true;
      reply.finish(finish(choice.path("finish_reason").asText()));
    }
    usage(chunk.path("usage"));
  }

  // Some servers give no reason.
  @Override
  public void done() {
    if (!isFinished) {
      reply.finish(Finish.STOP);
    }
  }

  // Members that are not there yet are null in many a chunk.
  private static String text(JsonNode member) {
    return member.isTextual() ? member.textValue() : "";
  }

  private void call(JsonNode call) {
    int index = call.path("index").asInt();
    JsonNode function = call.path("function");
    if (function.path("name").isTextual()) {
      reply.tool(index, text(call.path("id")), text(function.path("name")));
    }
    reply.arguments(index, text(function.path("arguments")));
  }

  private static Finish finish(String reason) {
    return switch (reason) {
      case "length" -> Finish.LENGTH;
      case "content_filter" -> Finish.FILTERED;
      case "tool_calls", "function_call" -> Finish.TOOL_CALLS;
      default -> Finish.STOP;
    };
  }

  private void usage(JsonNode usage) {
    if (usage.isObject()) {
      reply.input(
          usage.path("prompt_tokens").asLong(),
          usage.path("prompt_tokens_details").path("cached_tokens").asLong());
      reply.output(
          usage.path("completion_tokens").asLong(),
          usage.path("completion_tokens_details").path("reasoning_tokens").asLong());
    }
  }
}

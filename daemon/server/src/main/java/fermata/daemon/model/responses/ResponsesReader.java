package fermata.daemon.model.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import fermata.daemon.model.http.ReplyBuilder;
import fermata.daemon.model.http.ReplyReader;
import fermata.daemon.model.http.Requests;
import fermata.engine.run.ModelReply.Finish;

/** Reads the events of a reply of OpenAI's Responses. Confined to one thread. */
final class ResponsesReader implements ReplyReader {

  /** Whose thoughts these are, among those of others. */
  static final String THOUGHTS = "responses";

  private final ReplyBuilder reply;
  private final ArrayNode thoughts = Requests.object().arrayNode();

  ResponsesReader(ReplyBuilder reply) {
    this.reply = reply;
  }

  @Override
  public void read(JsonNode event) {
    int index = event.path("output_index").asInt();
    String delta = event.path("delta").asText();
    switch (event.path("type").asText()) {
      case "response.output_item.added" -> item(index, event.path("item"));
      case "response.output_text.delta" -> reply.text(delta);
      case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
          reply.reasoning(delta);
      case "response.function_call_arguments.delta" -> reply.arguments(index, delta);
      case "response.refusal.delta" -> reply.refusal(delta);
      case "response.output_item.done" -> done(event.path("item"));
      case "response.completed" -> {
        usage(event.path("response").path("usage"));
        reply.finish(Finish.STOP);
      }
      case "response.incomplete" -> {
        usage(event.path("response").path("usage"));
        reply.finish(incomplete(event.path("response").path("incomplete_details")));
      }
      case "response.failed" ->
          reply.error(event.path("response").path("error").path("message").asText());
      case "error" ->
          reply.error(event.path("message").asText(event.path("error").path("message").asText()));
      // Beginnings and ends of parts, and what later versions add.
      default -> {}
    }
  }

  private void item(int index, JsonNode item) {
    if (item.path("type").asText().equals("function_call")) {
      reply.tool(index, item.path("call_id").asText(), item.path("name").asText());
      reply.arguments(index, item.path("arguments").asText());
    }
  }

  // What can be given back is what the provider can read again: its own words, encrypted.
  private void done(JsonNode item) {
    if (item.path("type").asText().equals("reasoning") && item.has("encrypted_content")) {
      thoughts.add(item);
      reply.thoughts(Requests.object().set(THOUGHTS, thoughts));
    }
  }

  private static Finish incomplete(JsonNode details) {
    return details.path("reason").asText().equals("content_filter")
        ? Finish.FILTERED
        : Finish.LENGTH;
  }

  private void usage(JsonNode usage) {
    if (usage.isObject()) {
      reply.input(
          usage.path("input_tokens").asLong(),
          usage.path("input_tokens_details").path("cached_tokens").asLong());
      reply.output(
          usage.path("output_tokens").asLong(),
          usage.path("output_tokens_details").path("reasoning_tokens").asLong());
    }
  }
}

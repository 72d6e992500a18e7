package fermata.daemon.model.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.model.http.ReplyBuilder;
import fermata.daemon.model.http.ReplyReader;
import fermata.daemon.model.http.Requests;
import fermata.engine.run.ModelReply.Finish;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Reads the events of a reply of Anthropic. Confined to one thread. */
final class MessagesReader implements ReplyReader {

  /** Whose thoughts these are, among those of others. */
  static final String THOUGHTS = "anthropic";

  private final ReplyBuilder reply;
  private final SequencedMap<Integer, ObjectNode> thoughts = new TreeMap<>();
  private Finish finish = Finish.STOP;
  private boolean isRefused;

  MessagesReader(ReplyBuilder reply) {
    this.reply = reply;
  }

  @Override
  public void read(JsonNode event) {
    switch (event.path("type").asText()) {
      case "message_start" -> begin(event.path("message").path("usage"));
      case "content_block_start" -> block(event.path("index").asInt(), event.path("content_block"));
      case "content_block_delta" -> delta(event.path("index").asInt(), event.path("delta"));
      case "message_delta" -> {
        finish = finish(event.path("delta").path("stop_reason").asText());
        reply.output(event.path("usage").path("output_tokens").asLong(), 0);
      }
      case "message_stop" -> end();
      case "error" -> reply.error(event.path("error").path("message").asText());
      // Signs of life, ends of blocks, and what later versions add.
      default -> {}
    }
  }

  // Tokens that were written to the cache or read from it do not count as plain input there.
  private void begin(JsonNode usage) {
    long cached = usage.path("cache_read_input_tokens").asLong();
    long written = usage.path("cache_creation_input_tokens").asLong();
    reply.input(usage.path("input_tokens").asLong() + cached + written, cached, written);
  }

  private void block(int index, JsonNode block) {
    if (block.path("type").asText().equals("tool_use")) {
      reply.tool(index, block.path("id").asText(), block.path("name").asText());
    }
    reply.text(block.path("text").asText());
    String type = block.path("type").asText();
    if (type.equals("thinking") || type.equals("redacted_thinking")) {
      thoughts.put(index, block.deepCopy());
    }
  }

  private void delta(int index, JsonNode delta) {
    switch (delta.path("type").asText()) {
      case "text_delta" -> reply.text(delta.path("text").asText());
      case "thinking_delta" -> {
        reply.reasoning(delta.path("thinking").asText());
        thought(index, "thinking", delta.path("thinking").asText());
      }
      case "signature_delta" -> thought(index, "signature", delta.path("signature").asText());
      case "input_json_delta" -> reply.arguments(index, delta.path("partial_json").asText());
      default -> {}
    }
  }

  private void thought(int index, String member, String piece) {
    ObjectNode block = thoughts.get(index);
    if (block != null) {
      block.put(member, block.path(member).asText() + piece);
    }
  }

  private Finish finish(String reason) {
    isRefused = reason.equals("refusal");
    return switch (reason) {
      case "max_tokens", "model_context_window_exceeded" -> Finish.LENGTH;
      case "tool_use" -> Finish.TOOL_CALLS;
      default -> Finish.STOP;
    };
  }

  private void end() {
    if (!thoughts.isEmpty()) {
      ArrayNode all = Requests.object().arrayNode();
      thoughts.values().forEach(all::add);
      reply.thoughts(Requests.object().set(THOUGHTS, all));
    }
    reply.finish(finish);
    if (isRefused) {
      reply.refusal("the model will not answer this");
    }
  }
}

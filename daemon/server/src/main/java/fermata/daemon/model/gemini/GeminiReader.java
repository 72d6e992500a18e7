package fermata.daemon.model.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import fermata.daemon.model.http.ReplyBuilder;
import fermata.daemon.model.http.ReplyReader;
import fermata.daemon.model.http.Requests;
import fermata.engine.run.ModelReply.Finish;

/** Reads the chunks of a reply of Gemini. Confined to one thread. */
final class GeminiReader implements ReplyReader {

  /** Whose thoughts these are, among those of others: a signature for each call, or null. */
  static final String THOUGHTS = "gemini";

  private final ReplyBuilder reply;
  private final ArrayNode signatures = Requests.object().arrayNode();

  GeminiReader(ReplyBuilder reply) {
    this.reply = reply;
  }

  @Override
  public void read(JsonNode chunk) {
    if (chunk.path("error").isObject()) {
      reply.error(chunk.path("error").path("message").asText());
      return;
    }
    String blocked = chunk.path("promptFeedback").path("blockReason").asText();
    if (!blocked.isEmpty()) {
      reply.refusal("the prompt is blocked (" + blocked + ")");
    }
    JsonNode candidate = chunk.path("candidates").path(0);
    candidate.path("content").path("parts").forEach(this::part);
    usage(chunk.path("usageMetadata"));
    if (candidate.path("finishReason").isTextual()) {
      finish(candidate.path("finishReason").asText());
    }
  }

  private void part(JsonNode part) {
    JsonNode call = part.path("functionCall");
    if (call.isObject()) {
      JsonNode args = call.path("args");
      reply.tool(
          call.path("id").asText(),
          call.path("name").asText(),
          args.isObject() ? args : Requests.object());
      sign(part.path("thoughtSignature"));
    } else if (part.path("thought").asBoolean()) {
      reply.reasoning(part.path("text").asText());
    } else {
      reply.text(part.path("text").asText());
    }
  }

  private void sign(JsonNode signature) {
    signatures.add(signature.isTextual() ? signature : NullNode.getInstance());
    if (signature.isTextual()) {
      reply.thoughts(Requests.object().set(THOUGHTS, signatures));
    }
  }

  private void usage(JsonNode usage) {
    if (usage.isObject()) {
      long thought = usage.path("thoughtsTokenCount").asLong();
      reply.input(
          usage.path("promptTokenCount").asLong(), usage.path("cachedContentTokenCount").asLong());
      reply.output(usage.path("candidatesTokenCount").asLong() + thought, thought);
    }
  }

  private void finish(String reason) {
    switch (reason) {
      case "STOP" -> reply.finish(Finish.STOP);
      case "MAX_TOKENS" -> reply.finish(Finish.LENGTH);
      case "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL" ->
          reply.error("the model wrote a call that is none (" + reason + ")");
      default -> reply.finish(Finish.FILTERED);
    }
  }
}

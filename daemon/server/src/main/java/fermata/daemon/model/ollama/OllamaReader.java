package fermata.daemon.model.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.model.http.ReplyBuilder;
import fermata.daemon.model.http.ReplyReader;
import fermata.daemon.model.http.Requests;
import fermata.engine.run.ModelReply.Finish;

/** Reads the lines of a reply of Ollama. Confined to one thread. */
final class OllamaReader implements ReplyReader {

  private final ReplyBuilder reply;

  OllamaReader(ReplyBuilder reply) {
    this.reply = reply;
  }

  @Override
  public void read(JsonNode line) {
    if (line.path("error").isTextual()) {
      reply.error(line.path("error").asText());
      return;
    }
    JsonNode message = line.path("message");
    reply.reasoning(message.path("thinking").asText());
    reply.text(message.path("content").asText());
    message.path("tool_calls").forEach(call -> call(call.path("function")));
    if (line.path("done").asBoolean()) {
      // It leaves out what it knows from before: then all of it is estimated.
      if (line.has("prompt_eval_count") && line.has("eval_count")) {
        reply.input(line.path("prompt_eval_count").asLong(), 0);
        reply.output(line.path("eval_count").asLong(), 0);
      }
      boolean isCut = line.path("done_reason").asText().equals("length");
      reply.finish(isCut ? Finish.LENGTH : Finish.STOP);
    }
  }

  private void call(JsonNode function) {
    JsonNode args = function.path("arguments");
    reply.tool("", function.path("name").asText(), args.isObject() ? args : Requests.object());
  }
}

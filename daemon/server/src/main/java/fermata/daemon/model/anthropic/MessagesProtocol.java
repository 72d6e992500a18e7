package fermata.daemon.model.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.model.ModelCall;
import fermata.daemon.model.OfferedTool;
import fermata.daemon.model.Picture;
import fermata.daemon.model.catalog.ModelEntry;
import fermata.daemon.model.http.Endpoint;
import fermata.daemon.model.http.Protocol;
import fermata.daemon.model.http.Question;
import fermata.daemon.model.http.ReplyBuilder;
import fermata.daemon.model.http.ReplyReader;
import fermata.daemon.model.http.Requests;
import fermata.daemon.model.http.ToolNames;
import fermata.engine.run.Message;
import fermata.engine.run.ModelRequest;
import fermata.engine.run.ToolRequest;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Requests and replies as Anthropic spells them. */
public final class MessagesProtocol implements Protocol {

  private static final String VERSION = "2023-06-01";

  /** The protocol wants a limit of the reply; this is one where nobody has set any. */
  private static final long OUTPUT_MAX = 8_192;

  @Override
  public Question question(
      ModelCall call, String model, ModelEntry entry, Endpoint endpoint, ToolNames names) {
    ModelRequest request = call.request();
    ObjectNode body = Requests.object().put("model", model).put("stream", true);
    body.put("max_tokens", Requests.outputMax(request, entry).orElse(OUTPUT_MAX));
    String system = Requests.instructions(request);
    if (!system.isEmpty()) {
      body.put("system", system);
    }
    if (request.temperature() != null) {
      body.put("temperature", request.temperature());
    }
    // Tools get their names on the wire before the conversation mentions them.
    ArrayNode tools = Requests.object().arrayNode();
    for (OfferedTool tool : OfferedTool.of(call)) {
      tools
          .addObject()
          .put("name", names.toWire(tool.name()))
          .put("description", tool.description())
          .set("input_schema", tool.schema());
    }
    if (!tools.isEmpty()) {
      body.set("tools", tools);
    }
    JsonNode schema = request.replySchema();
    if (schema != null && Requests.isStrict(schema)) {
      body.withObject("/output_config")
          .putObject("format")
          .put("type", "json_schema")
          .set("schema", schema);
    }
    if (request.reasoning() != null) {
      Thinking.add(body, model, request.reasoning());
    }
    body.set("messages", messages(call, names));
    if (goesOn(request)) {
      Caching.mark(body);
    }
    var headers = new LinkedHashMap<String, String>();
    headers.put("anthropic-version", VERSION);
    if (endpoint.key() != null) {
      headers.put("x-api-key", endpoint.key());
    }
    return new Question("/v1/messages", headers, body);
  }

  // What is kept costs a quarter more once and a tenth from then on: no gain where nothing follows.
  private static boolean goesOn(ModelRequest request) {
    return !request.tools().isEmpty()
        || request.messages().stream().anyMatch(Message.Assistant.class::isInstance);
  }

  private static ArrayNode messages(ModelCall call, ToolNames names) {
    ArrayNode messages = Requests.object().arrayNode();
    for (Message message : call.request().messages()) {
      switch (message) {
        case Message.Instructions _ -> {}
        case Message.User user -> {
          ArrayNode content = content(messages, "user");
          call.pictures(user).forEach(picture -> picture(content, picture));
          text(content, user.text());
        }
        case Message.Tool(var id, var text) ->
            content(messages, "user")
                .addObject()
                .put("type", "tool_result")
                .put("tool_use_id", id)
                .put("content", text);
        case Message.Assistant assistant -> {
          ArrayNode content = content(messages, "assistant");
          thoughts(assistant.thoughts()).forEach(content::add);
          text(content, assistant.text() == null ? "" : assistant.text());
          assistant.toolCalls().forEach(tool -> toolUse(content, tool, names));
          if (content.isEmpty()) {
            // The protocol refuses a message with nothing in it.
            content.addObject().put("type", "text").put("text", "(nothing)");
          }
        }
      }
    }
    return messages;
  }

  private static void picture(ArrayNode content, Picture picture) {
    content
        .addObject()
        .put("type", "image")
        .putObject("source")
        .put("type", "base64")
        .put("media_type", picture.mediaType())
        .put("data", picture.base64());
  }

  // A model that thinks goes on with tools only where it finds its thoughts, signed as they were.
  private static JsonNode thoughts(@Nullable JsonNode thoughts) {
    return thoughts == null ? MissingNode.getInstance() : thoughts.path(MessagesReader.THOUGHTS);
  }

  /** What one side says in a row is one message: the protocol wants them in turn. */
  private static ArrayNode content(ArrayNode messages, String role) {
    JsonNode last = messages.path(messages.size() - 1);
    if (last.path("role").asText().equals(role) && last.path("content") instanceof ArrayNode same) {
      return same;
    }
    return messages.addObject().put("role", role).putArray("content");
  }

  private static void text(ArrayNode content, String text) {
    if (!text.isBlank()) {
      content.addObject().put("type", "text").put("text", text);
    }
  }

  private static void toolUse(ArrayNode content, ToolRequest tool, ToolNames names) {
    ObjectNode use = content.addObject().put("type", "tool_use").put("id", tool.id());
    use.put("name", names.toWire(tool.name()));
    use.set("input", tool.args().isObject() ? tool.args() : Requests.object());
  }

  @Override
  public ReplyReader reader(ReplyBuilder reply) {
    return new MessagesReader(reply);
  }

  @Override
  public Framing framing() {
    return Framing.EVENTS;
  }
}

package fermata.daemon.model.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.model.ModelCall;
import fermata.daemon.model.Picture;
import fermata.daemon.model.catalog.ModelEntry;
import fermata.daemon.model.catalog.ProviderEntry.LengthLimit;
import fermata.daemon.model.http.Effort;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests and replies of Chat Completions, which most servers speak. */
public final class ChatProtocol implements Protocol {

  @Override
  public Question question(
      ModelCall call, String model, ModelEntry entry, Endpoint endpoint, ToolNames names) {
    ModelRequest request = call.request();
    ObjectNode body = Requests.object().put("model", model).put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    if (request.temperature() != null) {
      body.put("temperature", request.temperature());
    }
    Effort.word(model, request.reasoning()).ifPresent(word -> body.put("reasoning_effort", word));
    if (request.outputTokensMax() != null) {
      String limit = limit(endpoint.provider().lengthLimit());
      Requests.outputMax(request, entry).ifPresent(max -> body.put(limit, max));
    }
    // Tools get their names on the wire before the conversation mentions them.
    ArrayNode tools = Requests.functions(call, names);
    if (!tools.isEmpty()) {
      body.set("tools", tools);
    }
    JsonNode schema = request.replySchema();
    if (schema != null) {
      body.putObject("response_format")
          .put("type", "json_schema")
          .putObject("json_schema")
          .put("name", "outputs")
          .put("strict", Requests.isStrict(schema))
          .set("schema", schema);
    }
    body.set("messages", messages(call, names));
    var headers = new LinkedHashMap<String, String>();
    if (endpoint.key() != null) {
      headers.put("Authorization", "Bearer " + endpoint.key());
    }
    return new Question("/chat/completions", headers, body);
  }

  private static String limit(LengthLimit limit) {
    return switch (limit) {
      case MAX_TOKENS -> "max_tokens";
      case MAX_COMPLETION_TOKENS -> "max_completion_tokens";
    };
  }

  private static ArrayNode messages(ModelCall call, ToolNames names) {
    ArrayNode messages = Requests.object().arrayNode();
    String system = Requests.instructions(call.request());
    if (!system.isEmpty()) {
      said(messages, "system", system);
    }
    for (Message message : call.request().messages()) {
      switch (message) {
        case Message.Instructions _ -> {}
        case Message.User user -> asked(messages, user, call.pictures(user));
        case Message.Tool(var id, var text) -> said(messages, "tool", text).put("tool_call_id", id);
        case Message.Assistant(var text, var tools, _) -> assistant(messages, text, tools, names);
      }
    }
    return messages;
  }

  private static void asked(ArrayNode messages, Message.User message, List<Picture> pictures) {
    if (pictures.isEmpty()) {
      said(messages, "user", message.text());
      return;
    }
    ArrayNode content = messages.addObject().put("role", "user").putArray("content");
    for (Picture picture : pictures) {
      content
          .addObject()
          .put("type", "image_url")
          .putObject("image_url")
          .put("url", picture.dataUrl());
    }
    content.addObject().put("type", "text").put("text", message.text());
  }

  private static void assistant(
      ArrayNode messages, @Nullable String text, List<ToolRequest> tools, ToolNames names) {
    ObjectNode message = messages.addObject().put("role", "assistant");
    // Servers refuse a message with nothing in it.
    if (text != null || tools.isEmpty()) {
      message.put("content", text == null ? "" : text);
    }
    tools.forEach(tool -> called(message.withArray("tool_calls"), tool, names));
  }

  private static void called(ArrayNode calls, ToolRequest tool, ToolNames names) {
    JsonNode args = tool.args();
    calls
        .addObject()
        .put("id", tool.id())
        .put("type", "function")
        .putObject("function")
        .put("name", names.toWire(tool.name()))
        .put("arguments", args.isTextual() ? args.textValue() : args.toString());
  }

  private static ObjectNode said(ArrayNode messages, String role, String text) {
    return messages.addObject().put("role", role).put("content", text);
  }

  @Override
  public ReplyReader reader(ReplyBuilder reply) {
    return new ChatReader(reply);
  }

  @Override
  public Framing framing() {
    return Framing.EVENTS;
  }
}

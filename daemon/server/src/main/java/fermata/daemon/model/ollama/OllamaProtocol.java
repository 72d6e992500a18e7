package fermata.daemon.model.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.model.ModelCall;
import fermata.daemon.model.catalog.ModelEntry;
import fermata.daemon.model.http.Endpoint;
import fermata.daemon.model.http.Protocol;
import fermata.daemon.model.http.Question;
import fermata.daemon.model.http.ReplyBuilder;
import fermata.daemon.model.http.ReplyReader;
import fermata.daemon.model.http.Requests;
import fermata.daemon.model.http.ToolNames;
import fermata.definition.model.Conduct.Reasoning;
import fermata.engine.run.Message;
import fermata.engine.run.ModelRequest;
import fermata.engine.run.ToolRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests and replies as Ollama spells them. */
public final class OllamaProtocol implements Protocol {

  @Override
  public Question question(
      ModelCall call, String model, ModelEntry entry, Endpoint endpoint, ToolNames names) {
    ModelRequest request = call.request();
    ObjectNode body = Requests.object().put("model", model).put("stream", true);
    // Tools get their names on the wire before the conversation mentions them.
    ArrayNode tools = Requests.functions(call, names);
    if (!tools.isEmpty()) {
      body.set("tools", tools);
    }
    JsonNode schema = request.replySchema();
    // A form would keep the model from calling tools.
    if (schema != null && tools.isEmpty()) {
      body.set("format", schema);
    }
    body.set("messages", messages(call, names));
    body.set("options", options(request, entry));
    if (request.reasoning() != null) {
      think(body, model, request.reasoning());
    }
    var headers = new LinkedHashMap<String, String>();
    if (endpoint.key() != null) {
      headers.put("Authorization", "Bearer " + endpoint.key());
    }
    return new Question("/api/chat", headers, body);
  }

  // One family knows how much; the others only whether.
  private static void think(ObjectNode body, String model, Reasoning reasoning) {
    if (!model.startsWith("gpt-oss")) {
      body.put("think", reasoning != Reasoning.NONE);
      return;
    }
    body.put(
        "think",
        switch (reasoning) {
          case NONE, LOW -> "low";
          case MEDIUM -> "medium";
          case HIGH, XHIGH, MAX -> "high";
        });
  }

  private static ObjectNode options(ModelRequest request, ModelEntry entry) {
    ObjectNode options = Requests.object();
    if (request.temperature() != null) {
      options.put("temperature", request.temperature());
    }
    if (request.outputTokensMax() != null) {
      Requests.outputMax(request, entry).ifPresent(max -> options.put("num_predict", max));
    }
    if (entry.window() != null) {
      // Without it the server cuts conversations at a small default, and says nothing.
      options.put("num_ctx", entry.window());
    }
    return options;
  }

  private static ArrayNode messages(ModelCall call, ToolNames names) {
    Map<String, String> toolsById = new HashMap<>();
    ArrayNode messages = Requests.object().arrayNode();
    String system = Requests.instructions(call.request());
    if (!system.isEmpty()) {
      said(messages, "system", system);
    }
    for (Message message : call.request().messages()) {
      switch (message) {
        case Message.Instructions _ -> {}
        case Message.User user -> {
          ObjectNode said = said(messages, "user", user.text());
          call.pictures(user).forEach(one -> said.withArray("images").add(one.base64()));
        }
        case Message.Tool(var id, var text) ->
            said(messages, "tool", text)
                .put("tool_name", names.toWire(toolsById.getOrDefault(id, "unknown")));
        case Message.Assistant(var text, var tools, _) -> {
          ObjectNode said = said(messages, "assistant", text == null ? "" : text);
          tools.forEach(tool -> toolsById.put(tool.id(), tool.name()));
          called(said, tools, names);
        }
      }
    }
    return messages;
  }

  private static ObjectNode said(ArrayNode messages, String role, String text) {
    return messages.addObject().put("role", role).put("content", text);
  }

  private static void called(ObjectNode message, List<ToolRequest> tools, ToolNames names) {
    if (tools.isEmpty()) {
      return;
    }
    ArrayNode calls = message.putArray("tool_calls");
    for (ToolRequest tool : tools) {
      ObjectNode function = calls.addObject().putObject("function");
      function.put("name", names.toWire(tool.name()));
      function.set("arguments", tool.args().isObject() ? tool.args() : Requests.object());
    }
  }

  @Override
  public ReplyReader reader(ReplyBuilder reply) {
    return new OllamaReader(reply);
  }

  @Override
  public Framing framing() {
    return Framing.LINES;
  }
}

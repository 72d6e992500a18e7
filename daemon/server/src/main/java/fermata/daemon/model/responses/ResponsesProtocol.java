package fermata.daemon.model.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.model.ModelCall;
import fermata.daemon.model.OfferedTool;
import fermata.daemon.model.Picture;
import fermata.daemon.model.catalog.ModelEntry;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests and replies as OpenAI's Responses spell them. */
public final class ResponsesProtocol implements Protocol {

  /** Models that think before they speak, by their names. */
  private static final Pattern THINKING = Pattern.compile("(o[0-9]|gpt-[5-9]).*");

  @Override
  public Question question(
      ModelCall call, String model, ModelEntry entry, Endpoint endpoint, ToolNames names) {
    ModelRequest request = call.request();
    ObjectNode body = Requests.object().put("model", model).put("stream", true);
    body.put("store", false);
    if (THINKING.matcher(model).matches()) {
      // Others refuse to be asked for it.
      body.putArray("include").add("reasoning.encrypted_content");
    }
    String system = Requests.instructions(request);
    if (!system.isEmpty()) {
      body.put("instructions", system);
    }
    if (request.temperature() != null) {
      body.put("temperature", request.temperature());
    }
    Effort.word(model, request.reasoning())
        .ifPresent(word -> body.putObject("reasoning").put("effort", word));
    if (request.outputTokensMax() != null) {
      Requests.outputMax(request, entry).ifPresent(max -> body.put("max_output_tokens", max));
    }
    // Tools get their names on the wire before the conversation mentions them.
    ArrayNode tools = Requests.object().arrayNode();
    for (OfferedTool tool : OfferedTool.of(call)) {
      tools
          .addObject()
          .put("type", "function")
          .put("name", names.toWire(tool.name()))
          .put("description", tool.description())
          .put("strict", false)
          .set("parameters", tool.schema());
    }
    if (!tools.isEmpty()) {
      body.set("tools", tools);
    }
    JsonNode schema = request.replySchema();
    if (schema != null) {
      body.putObject("text")
          .putObject("format")
          .put("type", "json_schema")
          .put("name", "outputs")
          .put("strict", Requests.isStrict(schema))
          .set("schema", schema);
    }
    body.set("input", input(call, names));
    var headers = new LinkedHashMap<String, String>();
    if (endpoint.key() != null) {
      headers.put("Authorization", "Bearer " + endpoint.key());
    }
    return new Question("/responses", headers, body);
  }

  private static ArrayNode input(ModelCall call, ToolNames names) {
    ArrayNode input = Requests.object().arrayNode();
    for (Message message : call.request().messages()) {
      switch (message) {
        case Message.Instructions _ -> {}
        case Message.User user -> asked(input, user.text(), call.pictures(user));
        case Message.Tool(var id, var text) ->
            input
                .addObject()
                .put("type", "function_call_output")
                .put("call_id", id)
                .put("output", text);
        case Message.Assistant(var text, var tools, var thoughts) -> {
          thoughts(thoughts).forEach(input::add);
          if (text != null && !text.isBlank()) {
            said(input, "assistant", "output_text", text);
          }
          tools.forEach(tool -> called(input, tool, names));
        }
      }
    }
    return input;
  }

  // Nothing is kept there, so what the model thought comes back as it was given.
  private static JsonNode thoughts(@Nullable JsonNode thoughts) {
    return thoughts == null ? MissingNode.getInstance() : thoughts.path(ResponsesReader.THOUGHTS);
  }

  private static void asked(ArrayNode input, String text, List<Picture> pictures) {
    ObjectNode item = input.addObject().put("type", "message").put("role", "user");
    ArrayNode content = item.putArray("content");
    for (Picture picture : pictures) {
      content.addObject().put("type", "input_image").put("image_url", picture.dataUrl());
    }
    content.addObject().put("type", "input_text").put("text", text);
  }

  private static void said(ArrayNode input, String role, String type, String text) {
    ObjectNode item = input.addObject().put("type", "message").put("role", role);
    item.putArray("content").addObject().put("type", type).put("text", text);
  }

  private static void called(ArrayNode input, ToolRequest tool, ToolNames names) {
    JsonNode args = tool.args();
    input
        .addObject()
        .put("type", "function_call")
        .put("call_id", tool.id())
        .put("name", names.toWire(tool.name()))
        .put("arguments", args.isTextual() ? args.textValue() : args.toString());
  }

  @Override
  public ReplyReader reader(ReplyBuilder reply) {
    return new ResponsesReader(reply);
  }

  @Override
  public Framing framing() {
    return Framing.EVENTS;
  }
}

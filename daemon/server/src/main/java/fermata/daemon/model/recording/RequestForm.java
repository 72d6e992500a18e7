package fermata.daemon.model.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.model.ModelCall;
import fermata.daemon.model.Picture;
import fermata.daemon.secret.Redaction;
import fermata.engine.run.Message;
import fermata.engine.run.ModelRequest;
import fermata.engine.run.ToolRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * The normal form of a request, by which requests are compared.
 *
 * @param json the messages, the names of the tools, the schema of the outputs, the temperature, the
 *     reasoning
 * @param digest SHA-256 of the JSON with sorted members and without blanks, 64 hexadecimal digits
 */
record RequestForm(JsonNode json, String digest) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** {@return the form of a request, without secrets} */
  static RequestForm of(ModelCall call, Redaction redaction) {
    return of(redaction.json(form(call)));
  }

  private static ObjectNode form(ModelCall call) {
    ModelRequest request = call.request();
    ObjectNode json = JSON.objectNode();
    ArrayNode messages = json.putArray("messages");
    request.messages().forEach(message -> messages.add(message(call, message)));
    if (!request.tools().isEmpty()) {
      ArrayNode tools = json.putArray("tools");
      request.tools().forEach(tool -> tools.add(tool.value()));
    }
    if (request.readsOn()) {
      json.put("readsOn", true);
    }
    JsonNode outputs = request.outputs();
    if (outputs != null) {
      json.set("outputs", outputs);
    }
    if (request.replySchema() != null) {
      json.put("outputsBy", "reply");
    }
    if (request.temperature() != null) {
      json.put("temperature", request.temperature());
    }
    if (request.reasoning() != null) {
      json.put("reasoning", request.reasoning().name().toLowerCase(Locale.ROOT));
    }
    return json;
  }

  static RequestForm of(JsonNode json) {
    return new RequestForm(json, sha256(sorted(json).toString()));
  }

  private static ObjectNode message(ModelCall call, Message message) {
    return switch (message) {
      case Message.Instructions(var text) -> said("system", text);
      case Message.User user -> {
        ObjectNode json = said("user", user.text());
        call.pictures(user).forEach(one -> picture(json.withArray("images"), one));
        yield json;
      }
      case Message.Tool(var id, var text) -> said("tool", text).put("id", id);
      case Message.Assistant(var text, var toolCalls, _) -> {
        ObjectNode json = JSON.objectNode().put("role", "assistant");
        if (text != null) {
          json.put("text", text);
        }
        if (!toolCalls.isEmpty()) {
          json.set("toolCalls", toolCalls(toolCalls));
        }
        yield json;
      }
    };
  }

  // What an image shows counts, not where it was.
  private static void picture(ArrayNode images, Picture picture) {
    images.addObject().put("type", picture.mediaType()).put("sha256", picture.digest());
  }

  private static ObjectNode said(String role, String text) {
    return JSON.objectNode().put("role", role).put("text", text);
  }

  static ArrayNode toolCalls(List<ToolRequest> toolCalls) {
    ArrayNode json = JSON.arrayNode();
    for (ToolRequest call : toolCalls) {
      json.add(
          JSON.objectNode()
              .put("id", call.id())
              .put("name", call.name())
              .<ObjectNode>set("args", call.args()));
    }
    return json;
  }

  private static JsonNode sorted(JsonNode json) {
    if (json.isObject()) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      json.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
      ObjectNode sorted = JSON.objectNode();
      members.forEach(sorted::set);
      return sorted;
    }
    if (json.isArray()) {
      ArrayNode sorted = JSON.arrayNode();
      json.forEach(element -> sorted.add(sorted(element)));
      return sorted;
    }
    // 1 and 1.0 are the same number; the order of members and the form of numbers say nothing.
    return json.isNumber() ? JSON.numberNode(json.decimalValue().stripTrailingZeros()) : json;
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException("every JDK has SHA-256", failure);
    }
  }
}

package fermata.daemon.model.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.engine.run.ModelReply;
import fermata.engine.run.ModelReply.Finish;
import fermata.engine.run.ModelReply.Tokens;
import fermata.engine.run.ToolRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a recording as JSON, both ways. */
final class RecordingMapping {

  /** The version of the format that is written and read. */
  static final int VERSION = 1;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RecordingMapping() {}

  static ObjectNode header() {
    return JSON.objectNode().put("fermata", "recording").put("version", VERSION);
  }

  static boolean isHeader(JsonNode json) {
    return json.path("fermata").asText().equals("recording")
        && json.path("version").asInt() == VERSION;
  }

  static ObjectNode toJson(RecordedReply recorded) {
    ObjectNode json =
        JSON.objectNode()
            .put("call", recorded.call())
            .put("model", recorded.model())
            .put("digest", recorded.request().digest());
    json.set("request", recorded.request().json());
    json.set("pieces", pieces(recorded.pieces()));
    json.set("reply", reply(recorded.reply()));
    return json;
  }

  private static ArrayNode pieces(List<ReplyPiece> pieces) {
    ArrayNode json = JSON.arrayNode();
    for (ReplyPiece piece : pieces) {
      switch (piece) {
        case ReplyPiece.Text(var text) -> json.addObject().put("text", text);
        case ReplyPiece.Reasoning(var text) -> json.addObject().put("reasoning", text);
      }
    }
    return json;
  }

  private static ObjectNode reply(ModelReply reply) {
    ObjectNode json = JSON.objectNode();
    if (reply.text() != null) {
      json.put("text", reply.text());
    }
    if (reply.reasoning() != null) {
      json.put("reasoning", reply.reasoning());
    }
    if (!reply.toolCalls().isEmpty()) {
      json.set("toolCalls", RequestForm.toolCalls(reply.toolCalls()));
    }
    if (reply.thoughts() != null) {
      json.set("thoughts", reply.thoughts());
    }
    json.put("finish", word(reply.finish()));
    ObjectNode tokens = json.putObject("tokens");
    tokens.put("input", reply.tokens().input()).put("output", reply.tokens().output());
    if (reply.tokens().cachedInput() > 0) {
      tokens.put("cachedInput", reply.tokens().cachedInput());
    }
    if (reply.tokens().reasoning() > 0) {
      tokens.put("reasoning", reply.tokens().reasoning());
    }
    BigDecimal cost = reply.tokens().costUsd();
    if (cost != null) {
      tokens.put("costUsd", cost);
    }
    return json;
  }

  private static String word(Finish finish) {
    return switch (finish) {
      case STOP -> "stop";
      case TOOL_CALLS -> "toolCalls";
      case LENGTH -> "length";
      case FILTERED -> "filtered";
    };
  }

  /**
   * {@return the line}
   *
   * @throws RecordingException where it is none
   */
  static RecordedReply fromJson(JsonNode json) {
    if (!json.path("request").isObject() || !json.path("reply").isObject()) {
      throw new RecordingException("expected an object with 'request' and 'reply'");
    }
    List<ReplyPiece> pieces = new ArrayList<>();
    json.path("pieces").forEach(piece -> pieces.add(piece(piece)));
    return new RecordedReply(
        json.path("call").asText(),
        json.path("model").asText(),
        RequestForm.of(json.path("request")),
        pieces,
        reply(json.path("reply")));
  }

  private static ReplyPiece piece(JsonNode json) {
    return json.has("reasoning")
        ? new ReplyPiece.Reasoning(json.path("reasoning").asText())
        : new ReplyPiece.Text(json.path("text").asText());
  }

  private static ModelReply reply(JsonNode json) {
    List<ToolRequest> tools = new ArrayList<>();
    for (JsonNode call : json.path("toolCalls")) {
      tools.add(
          new ToolRequest(call.path("id").asText(), call.path("name").asText(), call.path("args")));
    }
    return new ModelReply(
        text(json, "text"),
        text(json, "reasoning"),
        tools,
        finish(json.path("finish").asText()),
        tokens(json.path("tokens")),
        json.get("thoughts"));
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.hasNonNull(name) ? json.path(name).asText() : null;
  }

  private static Finish finish(String word) {
    for (Finish finish : Finish.values()) {
      if (word(finish).equals(word)) {
        return finish;
      }
    }
    throw new RecordingException(
        "finish '" + word + "' (expected: stop, toolCalls, length or filtered)");
  }

  private static Tokens tokens(JsonNode json) {
    JsonNode cost = json.path("costUsd");
    return new Tokens(
        json.path("input").asLong(),
        json.path("output").asLong(),
        cost.isNumber() ? cost.decimalValue() : null,
        json.path("cachedInput").asLong(),
        json.path("reasoning").asLong());
  }
}

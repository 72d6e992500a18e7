package fermata.daemon.model.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import fermata.definition.model.Conduct.Reasoning;
import fermata.engine.run.Message;
import fermata.engine.run.ModelRequest;
import fermata.engine.run.ToolRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests and replies as Gemini spells them. */
public final class GeminiProtocol implements Protocol {

  /**
   * What stands for the signature of a thought that is not kept: the documents name it for
   * conversations that come from elsewhere. Models of the third generation refuse a call without.
   */
  private static final String NO_SIGNATURE = "skip_thought_signature_validator";

  /** The first two generations: they count what they think in tokens. */
  private static final Pattern EARLIER = Pattern.compile("gemini-[12][.-].*");

  @Override
  public Question question(
      ModelCall call, String model, ModelEntry entry, Endpoint endpoint, ToolNames names) {
    ModelRequest request = call.request();
    ObjectNode body = Requests.object();
    String system = Requests.instructions(request);
    if (!system.isEmpty()) {
      body.putObject("systemInstruction").putArray("parts").addObject().put("text", system);
    }
    // Tools get their names on the wire before the conversation mentions them.
    ArrayNode declarations = Requests.object().arrayNode();
    for (OfferedTool tool : OfferedTool.of(call)) {
      declarations
          .addObject()
          .put("name", names.toWire(tool.name()))
          .put("description", tool.description())
          .set("parametersJsonSchema", tool.schema());
    }
    if (!declarations.isEmpty()) {
      body.putArray("tools").addObject().set("functionDeclarations", declarations);
    }
    boolean isThird = !EARLIER.matcher(model).matches();
    body.set("contents", contents(call, names, isThird));
    ObjectNode generation = body.putObject("generationConfig");
    if (request.temperature() != null) {
      generation.put("temperature", request.temperature());
    }
    if (request.reasoning() != null) {
      think(generation, model, request.reasoning());
    }
    if (request.outputTokensMax() != null) {
      Requests.outputMax(request, entry).ifPresent(max -> generation.put("maxOutputTokens", max));
    }
    JsonNode schema = request.replySchema();
    // Models of the second generation take tools or a form of the reply.
    if (schema != null && (isThird || declarations.isEmpty())) {
      generation.put("responseMimeType", "application/json").set("responseJsonSchema", schema);
    }
    var headers = new LinkedHashMap<String, String>();
    if (endpoint.key() != null) {
      headers.put("x-goog-api-key", endpoint.key());
    }
    String named = URLEncoder.encode(model, StandardCharsets.UTF_8);
    return new Question(
        "/v1beta/models/" + named + ":streamGenerateContent?alt=sse", headers, body);
  }

  private static void think(ObjectNode generation, String model, Reasoning reasoning) {
    ObjectNode thinking = generation.putObject("thinkingConfig");
    thinking.put("includeThoughts", reasoning != Reasoning.NONE);
    if (EARLIER.matcher(model).matches()) {
      thinking.put("thinkingBudget", budget(model, reasoning));
    } else {
      thinking.put("thinkingLevel", level(reasoning));
    }
  }

  // The largest of them cannot be kept from thinking.
  private static int budget(String model, Reasoning reasoning) {
    return switch (reasoning) {
      case NONE -> model.contains("pro") ? 128 : 0;
      case LOW -> 1_024;
      case MEDIUM -> 8_192;
      case HIGH, XHIGH, MAX -> 24_576;
    };
  }

  private static String level(Reasoning reasoning) {
    return switch (reasoning) {
      case NONE, LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH, XHIGH, MAX -> "high";
    };
  }

  private static ArrayNode contents(ModelCall call, ToolNames names, boolean isSigned) {
    Map<String, String> tools = new HashMap<>();
    ArrayNode contents = Requests.object().arrayNode();
    for (Message message : call.request().messages()) {
      switch (message) {
        case Message.Instructions _ -> {}
        case Message.User user -> {
          ArrayNode parts = parts(contents, "user");
          call.pictures(user).forEach(picture -> picture(parts, picture));
          parts.addObject().put("text", user.text());
        }
        case Message.Tool(var id, var text) ->
            parts(contents, "user")
                .addObject()
                .putObject("functionResponse")
                .put("name", names.toWire(tools.getOrDefault(id, "unknown")))
                .putObject("response")
                .put("result", text);
        case Message.Assistant(var text, var calls, var thoughts) -> {
          ArrayNode parts = parts(contents, "model");
          if (text != null || calls.isEmpty()) {
            parts.addObject().put("text", text == null ? "" : text);
          }
          calls.forEach(one -> tools.put(one.id(), one.name()));
          for (int i = 0; i < calls.size(); i++) {
            ObjectNode part = called(parts, calls.get(i), names);
            String signature = signature(thoughts, i);
            if (isSigned || !signature.equals(NO_SIGNATURE)) {
              part.put("thoughtSignature", signature);
            }
          }
        }
      }
    }
    return contents;
  }

  /** What one side says in a row is one content: the protocol wants them in turn. */
  private static ArrayNode parts(ArrayNode contents, String role) {
    JsonNode last = contents.path(contents.size() - 1);
    if (last.path("role").asText().equals(role) && last.path("parts") instanceof ArrayNode same) {
      return same;
    }
    return contents.addObject().put("role", role).putArray("parts");
  }

  private static void picture(ArrayNode parts, Picture picture) {
    parts
        .addObject()
        .putObject("inlineData")
        .put("mimeType", picture.mediaType())
        .put("data", picture.base64());
  }

  private static String signature(@Nullable JsonNode thoughts, int index) {
    return thoughts == null
        ? NO_SIGNATURE
        : thoughts.path(GeminiReader.THOUGHTS).path(index).asText(NO_SIGNATURE);
  }

  private static ObjectNode called(ArrayNode parts, ToolRequest tool, ToolNames names) {
    ObjectNode part = parts.addObject();
    ObjectNode call = part.putObject("functionCall").put("name", names.toWire(tool.name()));
    call.set("args", tool.args().isObject() ? tool.args() : Requests.object());
    return part;
  }

  @Override
  public ReplyReader reader(ReplyBuilder reply) {
    return new GeminiReader(reply);
  }

  @Override
  public Framing framing() {
    return Framing.EVENTS;
  }
}

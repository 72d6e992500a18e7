package fermata.daemon.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.platform.Threads;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.ToolQuestion;
import fermata.definition.model.Field;
import fermata.definition.schema.SchemaValidator;
import fermata.engine.run.QuestionKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * What one server asks of people while it works on calls.
 *
 * <p>Each question waits on a thread of its own, which ends with the answer, when the server takes
 * the question back, or when the call that it belongs to has ended. Thread-safe.
 *
 * <p>Source: MCP 2025-11-25, elicitation in form mode.
 */
final class McpQuestions {

  /** How many questions of one server may be open at once. */
  static final int OPEN_MAX = 16;

  private static final int TEXT_MAX = 20_000;
  private static final int FIELDS_MAX = 100;
  private static final int INVALID_PARAMS = -32602;

  /** What a field of a form may say of its value; the rest of a schema is left out. */
  private static final List<String> KEYWORDS =
      List.of(
          "type",
          "title",
          "description",
          "enum",
          "const",
          "oneOf",
          "anyOf",
          "format",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "items",
          "minItems",
          "maxItems");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Consumer<JsonNode> send;
  private final Map<JsonNode, Asking> open = new HashMap<>();

  private record Asking(long call, Thread thread) {}

  McpQuestions(Consumer<JsonNode> send) {
    this.send = send;
  }

  /**
   * Asks what a server wants to know, and sends it the answer.
   *
   * @param id of its request
   * @param call that it works on
   */
  synchronized void ask(JsonNode id, JsonNode params, long call, ToolListener listener) {
    Optional<ToolQuestion> question = question(params);
    if (question.isEmpty()) {
      refuse(id, "expected: a message, and a requestedSchema with properties of simple types");
    } else if (open.size() >= OPEN_MAX || open.containsKey(id)) {
      reply(id, action("cancel"));
    } else {
      Thread thread =
          Threads.start("mcp-question", () -> await(id, question.orElseThrow(), listener));
      open.put(id, new Asking(call, thread));
    }
  }

  private void await(JsonNode id, ToolQuestion question, ToolListener listener) {
    ObjectNode result;
    try {
      result = listener.ask(question).map(answer -> result(question, answer)).orElse(declined());
    } catch (InterruptedException _) {
      result = action("cancel");
    }
    synchronized (this) {
      open.remove(id);
    }
    reply(id, result);
  }

  private static ObjectNode result(ToolQuestion question, JsonNode answer) {
    if (question.kind() == QuestionKind.APPROVAL) {
      JsonNode verdict = answer.isObject() ? answer.path("approve") : answer;
      return verdict.asBoolean() ? accepted(JSON.objectNode()) : declined();
    }
    return accepted(answer);
  }

  private static ObjectNode accepted(JsonNode content) {
    return action("accept").set("content", content);
  }

  private static ObjectNode declined() {
    return action("decline");
  }

  private static ObjectNode action(String action) {
    return JSON.objectNode().put("action", action);
  }

  private void reply(JsonNode id, ObjectNode result) {
    ObjectNode reply = JSON.objectNode().put("jsonrpc", "2.0");
    reply.set("id", id);
    reply.set("result", result);
    send.accept(reply);
  }

  private void refuse(JsonNode id, String message) {
    ObjectNode reply = JSON.objectNode().put("jsonrpc", "2.0");
    reply.set("id", id);
    reply.putObject("error").put("code", INVALID_PARAMS).put("message", message);
    send.accept(reply);
  }

  /** Takes back what a server no longer wants to know. */
  synchronized void cancel(JsonNode id) {
    Asking asking = open.get(id);
    if (asking != null) {
      asking.thread().interrupt();
    }
  }

  /** Takes back all that was asked for a call, which has ended. */
  synchronized void end(long call) {
    open.values().stream()
        .filter(asking -> asking.call() == call)
        .forEach(asking -> asking.thread().interrupt());
  }

  private static Optional<ToolQuestion> question(JsonNode params) {
    String text = params.path("message").asText();
    JsonNode properties = params.path("requestedSchema").path("properties");
    boolean isForm = params.path("mode").asText("form").equals("form") && !text.isBlank();
    if (!isForm || properties.size() > FIELDS_MAX) {
      return Optional.empty();
    }
    String shown = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) + "…" : text;
    if (properties.isEmpty()) {
      return Optional.of(
          new ToolQuestion(QuestionKind.APPROVAL, shown, new LinkedHashMap<>(), List.of()));
    }
    return fields(properties, params.path("requestedSchema").path("required"))
        .map(fields -> new ToolQuestion(QuestionKind.FORM, shown, fields, List.of()));
  }

  private static Optional<SequencedMap<String, Field>> fields(
      JsonNode properties, JsonNode required) {
    var names = new HashSet<String>();
    required.forEach(name -> names.add(name.asText()));
    var fields = new LinkedHashMap<String, Field>();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String name = property.getKey();
      ObjectNode schema = JSON.objectNode();
      KEYWORDS.stream()
          .filter(property.getValue()::has)
          .forEach(keyword -> schema.set(keyword, property.getValue().get(keyword)));
      if (!SchemaValidator.faultsOf(schema).isEmpty()) {
        return Optional.empty();
      }
      JsonNode otherwise = property.getValue().get("default");
      fields.put(name, new Field(name, schema, names.contains(name), otherwise));
    }
    return Optional.of(fields);
  }
}

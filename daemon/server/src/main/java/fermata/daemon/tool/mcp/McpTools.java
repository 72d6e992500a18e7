package fermata.daemon.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.ToolName;
import fermata.definition.schema.SchemaValidator;
import fermata.definition.tool.ToolSchema;
import fermata.definition.tool.ToolTraits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a server says of its tools and of what they have found, in our words. */
final class McpTools {

  /** How long a call may give no sign of life. */
  static final Duration SILENCE_MAX = Duration.ofMinutes(2);

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private McpTools() {}

  /** {@return the tools of a page of a list; one whose name nobody could write is left out} */
  static List<ToolSchema> of(McpServer server, JsonNode page) {
    var tools = new ArrayList<ToolSchema>();
    for (JsonNode tool : page.path("tools")) {
      ToolName name = server.tool(tool.path("name").asText());
      if (ToolName.isValid(name.value())) {
        tools.add(schema(name, tool));
      }
    }
    return tools;
  }

  private static ToolSchema schema(ToolName name, JsonNode tool) {
    String title = tool.path("title").asText();
    JsonNode output = tool.path("outputSchema");
    boolean isPromised = output.isObject() && SchemaValidator.of(output).isSound();
    return new ToolSchema(
        name,
        tool.path("description").asText(title),
        input(tool.path("inputSchema")),
        isPromised ? output : null,
        traits(tool.path("annotations")),
        SILENCE_MAX);
  }

  /** With a schema that is none, nothing could be called; the server looks at arguments itself. */
  private static JsonNode input(JsonNode schema) {
    boolean isSound = schema.isObject() && SchemaValidator.of(schema).isSound();
    return isSound ? schema : JSON.objectNode().put("type", "object");
  }

  /** Without a hint the worst is assumed, as the protocol says; a server may still tell lies. */
  private static ToolTraits traits(JsonNode hints) {
    boolean isReadOnly = hints.path("readOnlyHint").asBoolean(false);
    return new ToolTraits(
        isReadOnly,
        isReadOnly || hints.path("idempotentHint").asBoolean(false),
        !isReadOnly && hints.path("destructiveHint").asBoolean(true),
        OnUnknown.ASK);
  }

  /**
   * {@return the result of a call: what is structured as it is, texts as {@code text}, the rest as
   * {@code content}}
   *
   * @throws ToolRefusal where the tool says that it failed
   */
  static JsonNode result(McpServer server, ToolSchema tool, JsonNode result) {
    if (result.path("isError").asBoolean()) {
      String text = texts(result.path("content")).orElse("no reason given");
      throw ToolRefusal.of(ToolFailureKinds.FAILED, text);
    }
    JsonNode structured = result.path("structuredContent");
    if (structured.isObject() && tool.output() != null) {
      return structured;
    }
    if (!result.path("content").isArray() && !structured.isObject()) {
      throw ToolRefusal.of(
          ToolFailureKinds.RESULT,
          "result of '%s': server '%s' gives no content"
              .formatted(tool.name().value(), server.name()));
    }
    ObjectNode found = structured.isObject() ? structured.deepCopy() : JSON.objectNode();
    texts(result.path("content")).ifPresent(text -> found.put("text", text));
    ArrayNode others = JSON.arrayNode();
    result.path("content").forEach(block -> addOther(others, block));
    if (!others.isEmpty()) {
      found.set("content", others);
    }
    return found;
  }

  private static void addOther(ArrayNode others, JsonNode block) {
    if (!isText(block)) {
      others.add(block);
    }
  }

  private static boolean isText(JsonNode block) {
    return block.path("type").asText().equals("text");
  }

  private static Optional<String> texts(JsonNode content) {
    var texts = new ArrayList<String>();
    for (JsonNode block : content) {
      if (isText(block)) {
        texts.add(block.path("text").asText());
      }
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", texts));
  }
}

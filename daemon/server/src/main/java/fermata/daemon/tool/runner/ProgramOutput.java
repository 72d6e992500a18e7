package fermata.daemon.tool.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.process.OutputSink;
import fermata.daemon.tool.talk.TalkReports;
import fermata.definition.tool.ToolSchema;
import fermata.wire.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a tool's program writes: lines that are messages to us, and the result, which is all
 * the rest.
 *
 * <p>A message is a line with a JSON object whose only member is {@code fermata}. See {@code
 * docs/tools.md}. Thread-safe.
 */
final class ProgramOutput implements OutputSink {

  private static final int SHOWN_MAX = 200;

  private final Consumer<JsonNode> events;
  private final TalkReports reports;
  private final int bytesMax;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream result = new ByteArrayOutputStream();
  private long count;
  private @Nullable ToolRefusal failure;

  /**
   * Makes one for a call.
   *
   * @param events does what messages ask for that publish or wait; may refuse
   * @param bytesMax how much the program may write
   */
  ProgramOutput(ToolListener listener, Consumer<JsonNode> events, int bytesMax) {
    this.bytesMax = bytesMax;
    this.reports = new TalkReports(listener);
    this.events = events;
  }

  @Override
  public synchronized boolean accept(byte[] buffer, int length) {
    count += length;
    if (count > bytesMax) {
      failure =
          ToolRefusal.of(
              ToolFailureKinds.OUTPUT, "the program wrote more than " + bytesMax + " bytes");
      return false;
    }
    for (int i = 0; i < length; i++) {
      line.write(buffer[i]);
      if (buffer[i] == '\n') {
        endLine();
      }
    }
    return true;
  }

  /** Takes the last line, which may have no end. */
  synchronized void end() {
    endLine();
  }

  private void endLine() {
    Optional<JsonNode> message = message();
    if (message.isPresent()) {
      hear(message.get());
    } else {
      result.writeBytes(line.toByteArray());
    }
    line.reset();
  }

  private Optional<JsonNode> message() {
    String text = line.toString(StandardCharsets.UTF_8).strip();
    if (!text.startsWith("{") || !text.contains("\"fermata\"")) {
      return Optional.empty();
    }
    try {
      JsonNode json = Json.parse(text);
      return json.size() == 1 ? Optional.ofNullable(json.get("fermata")) : Optional.empty();
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private void hear(JsonNode message) {
    try {
      reports.hear(message);
    } catch (ToolRefusal refusal) {
      failure = failure == null ? refusal : failure;
    }
    JsonNode error = message.path("error");
    if (error.isObject() && failure == null) {
      failure = said(error);
    }
    try {
      events.accept(message);
    } catch (ToolRefusal refusal) {
      failure = failure == null ? refusal : failure;
    }
  }

  private static ToolRefusal said(JsonNode error) {
    String message = error.path("message").asText("no reason given");
    String kind = error.path("kind").asText();
    String known = kind.matches("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*") ? kind : "tool.failed";
    return error.path("retryable").asBoolean()
        ? ToolRefusal.passing(known, message)
        : ToolRefusal.of(known, message);
  }

  /** {@return why the call failed, where the program said so or wrote too much} */
  synchronized Optional<ToolRefusal> failure() {
    return Optional.ofNullable(failure);
  }

  /** {@return the JSON that was written, or an object with the text} */
  synchronized JsonNode result(ToolSchema schema) {
    // A declared result is what is declared; the rest was for those who watched.
    return schema.output() == null ? reports.in(written(schema)) : written(schema);
  }

  private JsonNode written(ToolSchema schema) {
    String text = text(schema).strip();
    boolean isPromised = schema.output() != null;
    if (text.isEmpty()) {
      return isPromised ? JsonNodeFactory.instance.objectNode() : ofText(text);
    }
    try {
      return Json.parse(text);
    } catch (JsonProcessingException notJson) {
      if (isPromised) {
        throw ToolRefusal.of(
            ToolFailureKinds.RESULT,
            "result of '%s': not JSON (%s), found: %s"
                .formatted(schema.name().value(), JsonFault.of(notJson), shown(text)));
      }
      return ofText(text);
    }
  }

  private static JsonNode ofText(String text) {
    return JsonNodeFactory.instance.objectNode().put("text", text);
  }

  private String text(ToolSchema schema) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(result.toByteArray()))
          .toString();
    } catch (CharacterCodingException _) {
      throw ToolRefusal.of(
          ToolFailureKinds.RESULT, "result of '" + schema.name().value() + "': not UTF-8 text");
    }
  }

  private static String shown(String text) {
    return text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
  }
}

package fermata.daemon.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.StoredEvent;
import fermata.daemon.store.StoredInput;
import fermata.wire.json.Json;
import fermata.wire.jsonrpc.DaemonErrorCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * A line of a session file: a CloudEvent in JSON.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/main/cloudevents/spec.md">CloudEvents</a>
 */
sealed interface TransferRecord {

  /** The version of the form that this build writes, and the newest that it reads. */
  int FORM = 1;

  /** Begins a session. */
  record Begin(String session, int form, String build, Instant createdAt)
      implements TransferRecord {}

  /** A text that events name by its SHA-256. */
  record Source(String sha256, String text) implements TransferRecord {}

  /**
   * A piece of a content that events name by its SHA-256; its pieces follow each other.
   *
   * @param base64 the bytes
   */
  record Content(String sha256, String base64, boolean isLast) implements TransferRecord {}

  /** What was told to a run, after the event with a number. */
  record Input(StoredInput input) implements TransferRecord {}

  /** An event. */
  record Event(StoredEvent event) implements TransferRecord {}

  /** A value that outlives the runs of the session. */
  record Shared(String key, int version, String value) implements TransferRecord {}

  /**
   * Ends a session.
   *
   * @param events how many there were
   * @param crc the CRC-32C of all lines of the session before this one, as they were written
   */
  record End(long events, long crc) implements TransferRecord {}

  private static ObjectNode envelope(String session, String id, String type, Instant time) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("specversion", "1.0")
        .put("id", id)
        .put("source", "fermata:session/" + session)
        .put("type", "fermata." + type)
        .put("time", time.toString());
  }

  /** {@return the line, without its end} */
  static String write(String session, Instant at, TransferRecord record) {
    ObjectNode line =
        switch (record) {
          case Begin(var id, var form, var build, var createdAt) -> {
            ObjectNode begin = envelope(id, id, "export.session", createdAt);
            begin.putObject("data").put("form", form).put("build", build);
            yield begin;
          }
          case Source(var sha256, var text) -> {
            ObjectNode source = envelope(session, sha256, "export.source", at);
            source.putObject("data").put("text", text);
            yield source;
          }
          case Content(var sha256, var base64, var isLast) -> {
            ObjectNode content = envelope(session, sha256, "export.content", at);
            content.putObject("data").put("base64", base64).put("last", isLast);
            yield content;
          }
          case Input(var input) -> {
            ObjectNode line1 =
                envelope(session, "after-" + input.afterSeq(), "export.input", input.at());
            line1
                .putObject("data")
                .put("after", input.afterSeq())
                .put("type", input.type())
                .set("body", parse(input.body()));
            yield line1;
          }
          case Event(var event) ->
              envelope(session, String.valueOf(event.seq()), event.type(), event.at())
                  .put("v", event.version())
                  .set("data", parse(event.body()));
          case Shared(var key, var version, var value) -> {
            ObjectNode shared = envelope(session, key, "export.shared", at);
            shared.putObject("data").put("version", version).set("value", parse(value));
            yield shared;
          }
          case End(var events, var crc) -> {
            ObjectNode end = envelope(session, "end", "export.end", at);
            end.putObject("data").put("events", events).put("crc", crc);
            yield end;
          }
        };
    return line.toString();
  }

  /**
   * {@return what a line says}
   *
   * @throws RefusedException where it is none of ours
   */
  static TransferRecord read(String line, int number) {
    JsonNode json = parse(line, number);
    JsonNode data = json.path("data");
    String type = json.path("type").asText();
    String id = json.path("id").asText();
    try {
      return switch (type) {
        case "fermata.export.session" ->
            new Begin(id, data.path("form").asInt(), data.path("build").asText(), timeOf(json));
        case "fermata.export.source" -> new Source(id, data.path("text").asText());
        case "fermata.export.content" ->
            new Content(id, data.path("base64").asText(), data.path("last").asBoolean());
        case "fermata.export.input" ->
            new Input(
                new StoredInput(
                    data.path("after").asLong(),
                    timeOf(json),
                    data.path("type").asText(),
                    data.path("body").toString()));
        case "fermata.export.shared" ->
            new Shared(id, data.path("version").asInt(), data.path("value").toString());
        case "fermata.export.end" ->
            new End(data.path("events").asLong(), data.path("crc").asLong());
        default ->
            new Event(
                new StoredEvent(
                    Long.parseLong(id),
                    timeOf(json),
                    type.substring("fermata.".length()),
                    json.path("v").asInt(),
                    data.toString()));
      };
    } catch (NumberFormatException | StringIndexOutOfBoundsException | DateTimeException other) {
      throw refused(number, "is no line of a session file");
    }
  }

  private static Instant timeOf(JsonNode json) {
    return Instant.parse(json.path("time").asText());
  }

  private static JsonNode parse(String line, int number) {
    try {
      return Json.mapper().readTree(line);
    } catch (JsonProcessingException damage) {
      throw refused(number, "is not JSON");
    }
  }

  private static JsonNode parse(String json) {
    return fermata.daemon.journal.JournalRecords.parse(json);
  }

  /** {@return the refusal of a file, by the line that is wrong} */
  static RefusedException refused(int line, String why) {
    return RefusedException.of(
        DaemonErrorCode.INVALID_PARAMS, "session file: line " + line + " " + why);
  }

  /** Adds a line to a checksum. */
  static void add(CRC32C checksum, String line) {
    checksum.update(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    checksum.update('\n');
  }
}

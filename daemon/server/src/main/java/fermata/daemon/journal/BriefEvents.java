package fermata.daemon.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.blob.Blob;
import fermata.daemon.blob.BlobStore;
import fermata.daemon.blob.LargeValues;
import fermata.daemon.platform.Hashes;
import fermata.wire.event.EncodedEvent;
import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Events as somebody wants them who does not want large values: {@code {"blobRef": {"sha256",
 * "size", "mime"}}} stands for each that is kept as a content, whose bytes are its JSON.
 *
 * <p>The innermost go first, as where they are kept. A value that is no content stays. Immutable.
 *
 * @param limit how long the JSON of an event may be with all its values, in UTF-16 units
 */
public record BriefEvents(BlobStore blobs, int limit) {

  private static final List<String> WRITTEN_APART = List.of("seq", "prev", "at", "type", "v");

  /** {@return an event in its brief form; itself where that is no shorter} */
  public EncodedEvent of(EncodedEvent event) {
    if (event.length() <= limit) {
      return event;
    }
    EventEnvelope brief = of(event.envelope());
    ObjectNode members = Json.toTree(brief);
    members.remove(WRITTEN_APART);
    try {
      return EncodedEvent.of(brief.seq(), brief.at(), brief.type(), brief.v(), members.toString());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** {@return an event in its brief form; itself where that is no shorter} */
  public EventEnvelope of(EventEnvelope event) {
    if (event.data().toString().length() <= limit) {
      return event;
    }
    return new EventEnvelope(
        event.seq(),
        event.prev(),
        event.at(),
        event.type(),
        event.v(),
        event.run(),
        event.step(),
        event.node(),
        event.path(),
        event.cause(),
        event.schema(),
        event.tags(),
        (ObjectNode) members(event.data()));
  }

  private JsonNode brief(JsonNode value) {
    return value.isContainerNode() ? whole(members(value)) : whole(value);
  }

  private JsonNode members(JsonNode value) {
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(each -> object.set(each.getKey(), brief(each.getValue())));
      return object;
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    value.forEach(each -> array.add(brief(each)));
    return array;
  }

  private JsonNode whole(JsonNode value) {
    if (value.isValueNode() && !value.isTextual()) {
      return value;
    }
    String json = value.toString();
    return json.length() < LargeValues.UNITS_MIN
        ? value
        : kept(json).<JsonNode>map(BriefEvents::reference).orElse(value);
  }

  private Optional<Blob> kept(String json) {
    return blobs.find(Hashes.sha256(json.getBytes(UTF_8)));
  }

  private static ObjectNode reference(Blob blob) {
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference
        .putObject("blobRef")
        .put("sha256", blob.sha256())
        .put("size", blob.size())
        .put("mime", "application/json");
    return reference;
  }
}

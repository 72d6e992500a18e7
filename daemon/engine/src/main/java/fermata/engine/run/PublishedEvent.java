package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.selector.SelectableEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that somebody published, as a run is told of it.
 *
 * @param seq its number in the journal of the workspace
 * @param at when it was stored there
 */
public record PublishedEvent(
    long seq, Instant at, @Nullable String schema, List<String> tags, JsonNode data) {

  /** The most characters of the data of an event, as JSON. */
  public static final int DATA_UNITS_MAX = 256 * 1024;

  /** The most tags of an event. */
  public static final int TAGS_MAX = 64;

  /** The most characters of a tag. */
  public static final int TAG_UNITS_MAX = 200;

  public PublishedEvent {
    tags = List.copyOf(tags);
  }

  /** {@return this with its data in another form} */
  public PublishedEvent with(JsonNode changed) {
    return new PublishedEvent(seq, at, schema, tags, changed);
  }

  /** {@return what selectors see of it} */
  public SelectableEvent toSelectable() {
    return new SelectableEvent(schema, tags, data);
  }

  /** {@return it as programs and expressions read it} */
  public ObjectNode toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("seq", seq)
            .put("at", at.toString())
            .put("schema", schema);
    tags.forEach(json.putArray("tags")::add);
    json.set("data", data);
    return json;
  }
}

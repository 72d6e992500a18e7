package fermata.definition.selector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a selector sees of an event.
 *
 * @param schema absent where the event has none
 * @param data the root of paths, and {@code event} in expressions
 */
public record SelectableEvent(@Nullable String schema, List<String> tags, JsonNode data) {

  public SelectableEvent {
    tags = List.copyOf(tags);
  }
}

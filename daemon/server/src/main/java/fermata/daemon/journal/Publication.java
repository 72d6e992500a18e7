package fermata.daemon.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.event.EventEnvelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that is about to be published.
 *
 * @param run that publishes it; with its step and node absent where a client does
 */
public record Publication(
    String schema,
    List<String> tags,
    ObjectNode data,
    @Nullable String run,
    @Nullable String step,
    @Nullable String node,
    EventEnvelope.Cause cause) {

  public Publication {
    tags = List.copyOf(tags);
  }
}

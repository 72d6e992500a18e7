package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Published events that a run is started with.
 *
 * @param name expressions read {@code context.name}
 * @param value the data of the event, null where there is none, or a list
 * @param events their numbers in the journal of the workspace, in order
 */
public record FetchedContext(String name, JsonNode value, List<Long> events) {

  public FetchedContext {
    events = List.copyOf(events);
  }
}

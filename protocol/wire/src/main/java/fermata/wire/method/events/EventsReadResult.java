package fermata.wire.method.events;

import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code events/read}. */
public record EventsReadResult(
    @Doc("in order") List<EventEnvelope> events,
    @Doc("where to go on") String cursor,
    @Doc("whether there are more at once") boolean hasMore,
    @Doc("what became of the cursor") CursorStatus status) {

  public EventsReadResult {
    events = List.copyOf(events);
  }
}

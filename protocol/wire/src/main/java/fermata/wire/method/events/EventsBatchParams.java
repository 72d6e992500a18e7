package fermata.wire.method.events;

import fermata.wire.event.Ephemeral;
import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Params of {@code events/batch}. */
public record EventsBatchParams(
    @Doc("id of the subscription") String sub,
    @Doc("in order; empty in a heartbeat") List<EventEnvelope> events,
    @Doc("pieces, in order") List<Ephemeral> deltas,
    @Doc("number of the last durable event sent on this subscription, 0 before the first")
        long last,
    @Doc("position up to which the journal was searched") String through,
    @Doc("end of the journal") String head,
    @Doc("true once, when the head of the time of subscribing is reached")
        @Nullable Boolean synced) {

  public EventsBatchParams {
    events = List.copyOf(events);
    deltas = List.copyOf(deltas);
  }
}

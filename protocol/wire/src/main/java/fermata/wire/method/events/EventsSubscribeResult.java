package fermata.wire.method.events;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code events/subscribe}. */
public record EventsSubscribeResult(
    @Doc("id of the subscription on this connection") String sub,
    @Doc("what became of the cursor") CursorStatus status,
    @Doc("position that delivery begins after") String from,
    @Doc("end of the journal now") String head,
    @Doc("given where delivery does not begin at the start or at the cursor")
        @Nullable SubscriptionSnapshot snapshot,
    @Doc("items under way, for the deltas to come") List<OpenItem> open,
    @Doc("events between from and head") long replaying) {

  public EventsSubscribeResult {
    open = List.copyOf(open);
  }
}

package fermata.wire.method.events;

import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Doc;
import fermata.wire.method.history.StateGetResult;
import fermata.wire.method.session.SessionGetResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The session at the position where a subscription begins. */
public record SubscriptionSnapshot(
    @Doc("session, runs and open questions") SessionGetResult session,
    @Doc(
            "events that ended the last messages and tool calls, in order, where view.items asks for them")
        @Nullable List<EventEnvelope> items,
    @Doc("what the newest run knows, where view.state asks for it and there is a run")
        @Nullable StateGetResult state) {

  public SubscriptionSnapshot {
    items = items == null ? null : List.copyOf(items);
  }
}

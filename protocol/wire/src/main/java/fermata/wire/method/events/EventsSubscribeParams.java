package fermata.wire.method.events;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Params of {@code events/subscribe}. */
public record EventsSubscribeParams(
    @Doc("session to follow, workspace for the published events, or * for hints about all sessions")
        String session,
    @Doc("where to begin") StartPosition from,
    @Doc("only these event types; a type ending in .* takes all of a noun")
        @Nullable List<String> types,
    @Doc("only events that a selector fits, with the keys that it has in a definition")
        @Nullable JsonNode selector,
    @Doc("whether ephemeral pieces are wanted; default all") @Nullable DeltaDelivery deltas,
    @Doc("default is limits.window") @Nullable SubscriptionWindow window,
    @Doc("say events/lag when so many events wait for the client, 1 to 1000000; 10000 unless said")
        @Nullable Integer lag) {

  public EventsSubscribeParams {
    types = types == null ? null : List.copyOf(types);
  }
}

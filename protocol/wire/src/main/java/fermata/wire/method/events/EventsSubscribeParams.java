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
        @Nullable Integer lag,
    @Doc("only events of these runs") @Nullable List<String> runs,
    @Doc("only events at a node or inside of it: names from the outside in")
        @Nullable List<String> path,
    @Doc(
            "only events so many nodes below path at most: 0 is what belongs to no node inside, 1"
                + " leaves out the insides of maps")
        @Nullable Integer depth,
    @Doc("what the snapshot shall have beside the session") @Nullable SnapshotView view,
    @Doc(
            "how many milliseconds what there is may wait for more to go with it, 0 to 1000; 0"
                + " unless said, and 100 for pieces that coalesce")
        @Nullable Integer maxLatencyMs,
    @Doc("name of the subscription, 1 to 64 characters; absent for one that the daemon makes")
        @Nullable String sub,
    @Doc("only events and pieces of these items: ids of messages, calls and questions")
        @Nullable List<String> items,
    @Doc(
            "of events whose data is longer than so many UTF-16 units as JSON, 16384 or more,"
                + " values that are kept as contents come as blobRef; absent for whole values")
        @Nullable Integer inlineLimit) {

  public EventsSubscribeParams {
    types = types == null ? null : List.copyOf(types);
    runs = runs == null ? null : List.copyOf(runs);
    path = path == null ? null : List.copyOf(path);
    items = items == null ? null : List.copyOf(items);
  }

  /**
   * {@return params for every event from a position on, as a subscription is when nothing is said}
   */
  public static EventsSubscribeParams of(String session, StartPosition from) {
    return new EventsSubscribeParams(
        session, from, null, null, null, null, null, null, null, null, null, null, null, null,
        null);
  }

  /** {@return these for what a selector fits} */
  public EventsSubscribeParams selecting(@Nullable JsonNode wanted) {
    return new EventsSubscribeParams(
        session,
        from,
        types,
        wanted,
        deltas,
        window,
        lag,
        runs,
        path,
        depth,
        view,
        maxLatencyMs,
        sub,
        items,
        inlineLimit);
  }

  /** {@return these with a snapshot of that kind, where one comes} */
  public EventsSubscribeParams viewing(SnapshotView wanted) {
    return new EventsSubscribeParams(
        session,
        from,
        types,
        selector,
        deltas,
        window,
        lag,
        runs,
        path,
        depth,
        wanted,
        maxLatencyMs,
        sub,
        items,
        inlineLimit);
  }

  /** {@return these from another position} */
  public EventsSubscribeParams from(StartPosition other) {
    return new EventsSubscribeParams(
        session,
        other,
        types,
        selector,
        deltas,
        window,
        lag,
        runs,
        path,
        depth,
        view,
        maxLatencyMs,
        sub,
        items,
        inlineLimit);
  }
}

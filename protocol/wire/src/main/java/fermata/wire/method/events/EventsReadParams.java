package fermata.wire.method.events;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Params of {@code events/read}. */
public record EventsReadParams(
    @Doc("session to read, or workspace for the published events") String session,
    @Doc(
            "cursor to read after, or before it where that is backward; absent reads from the"
                + " start, or from the end")
        @Nullable String after,
    @Doc("at most so many events, 1 to 1000") int limit,
    @Doc("how long to wait for the first event, 0 to 30000") long waitMs,
    @Doc("backward reads from after, or from the end, to the start; forward unless said")
        @Nullable ReadDirection direction,
    @Doc("only these event types; a type ending in .* takes all of a noun")
        @Nullable List<String> types,
    @Doc("only events of these runs") @Nullable List<String> runs,
    @Doc("only events at a node or inside of it: names from the outside in")
        @Nullable List<String> path,
    @Doc("only events so many nodes below path at most") @Nullable Integer depth,
    @Doc("only events that a selector fits, with the keys that it has in a definition")
        @Nullable JsonNode selector,
    @Doc("only events of these items: ids of messages, calls and questions")
        @Nullable List<String> items,
    @Doc(
            "of events whose data is longer than so many UTF-16 units as JSON, 16384 or more,"
                + " values that are kept as contents come as blobRef; absent for whole values")
        @Nullable Integer inlineLimit) {

  public EventsReadParams {
    types = types == null ? null : List.copyOf(types);
    runs = runs == null ? null : List.copyOf(runs);
    path = path == null ? null : List.copyOf(path);
    items = items == null ? null : List.copyOf(items);
  }

  /** Params that do not ask for single items. */
  public EventsReadParams(
      String session,
      @Nullable String after,
      int limit,
      long waitMs,
      @Nullable ReadDirection direction,
      @Nullable List<String> types,
      @Nullable List<String> runs,
      @Nullable List<String> path,
      @Nullable Integer depth,
      @Nullable JsonNode selector) {
    this(session, after, limit, waitMs, direction, types, runs, path, depth, selector, null, null);
  }

  /** {@return params that read forward, every type} */
  public static EventsReadParams forward(
      String session, @Nullable String after, int limit, long waitMs) {
    return new EventsReadParams(session, after, limit, waitMs, null, null, null, null, null, null);
  }
}

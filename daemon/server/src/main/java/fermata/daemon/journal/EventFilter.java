package fermata.daemon.journal;

import fermata.definition.selector.SelectableEvent;
import fermata.definition.selector.Selector;
import fermata.wire.event.EncodedEvent;
import fermata.wire.event.EventEnvelope;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events a reader wants: those of some types, of some runs, at some place of the graph, that
 * a selector fits. What is absent leaves nothing out.
 *
 * @param runs ids of runs; an event of no run is of none of them
 */
public record EventFilter(
    TypeFilter types, @Nullable Selector selector, @Nullable Set<String> runs, PlaceFilter places) {

  public EventFilter {
    runs = runs == null ? null : Set.copyOf(runs);
  }

  /** {@return a filter of types} */
  public static EventFilter of(TypeFilter types) {
    return new EventFilter(types, null, null, PlaceFilter.ALL);
  }

  /** {@return a filter as a client asks for it} */
  public static EventFilter of(
      TypeFilter types,
      @Nullable Selector selector,
      @Nullable List<String> runs,
      PlaceFilter places) {
    return new EventFilter(types, selector, runs == null ? null : Set.copyOf(runs), places);
  }

  /** Whether an event is wanted. */
  public boolean takes(EncodedEvent event) {
    return types.takes(event.type())
        && takes(event.run(), event.path())
        && (selector == null || matches(selector, event.envelope()));
  }

  /** Whether an event that was taken apart is wanted. */
  public boolean takes(EventEnvelope event) {
    return types.takes(event.type())
        && takes(event.run(), pathOf(event))
        && (selector == null || matches(selector, event));
  }

  private static List<String> pathOf(EventEnvelope event) {
    List<String> path = event.path();
    String node = event.node();
    if (path != null) {
      return path;
    }
    return node == null ? List.of() : List.of(node);
  }

  /** Whether what happens in a run at a place is wanted, as far as that can say. */
  boolean takes(@Nullable String run, List<String> path) {
    return (runs == null || (run != null && runs.contains(run))) && places.takes(path);
  }

  private static boolean matches(Selector wanted, EventEnvelope event) {
    return wanted.matches(
        new SelectableEvent(
            event.schema(), Objects.requireNonNullElse(event.tags(), List.of()), event.data()));
  }
}

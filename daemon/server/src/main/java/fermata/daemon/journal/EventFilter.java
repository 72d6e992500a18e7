package fermata.daemon.journal;

import fermata.definition.selector.SelectableEvent;
import fermata.definition.selector.Selector;
import fermata.wire.event.EncodedEvent;
import fermata.wire.event.EventEnvelope;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which events a reader wants: those of some types, of some runs, at some place of the graph, that
 * a selector fits. What is absent leaves nothing out.
 *
 * @param runs ids of runs; an event of no run is of none of them
 * @param items ids of messages, calls and questions; an event that is about none is of none of them
 */
public record EventFilter(
    TypeFilter types,
    @Nullable Selector selector,
    @Nullable Set<String> runs,
    PlaceFilter places,
    @Nullable Set<String> items) {

  /** The members by which an event says what it is about. */
  private static final List<String> ABOUT = List.of("item", "call", "question");

  public EventFilter {
    runs = runs == null ? null : Set.copyOf(runs);
    items = items == null ? null : Set.copyOf(items);
  }

  /** {@return a filter of types} */
  public static EventFilter of(TypeFilter types) {
    return new EventFilter(types, null, null, PlaceFilter.ALL, null);
  }

  /** {@return a filter as a client asks for it} */
  public static EventFilter of(
      TypeFilter types,
      @Nullable Selector selector,
      @Nullable List<String> runs,
      PlaceFilter places) {
    return new EventFilter(types, selector, runs == null ? null : Set.copyOf(runs), places, null);
  }

  /** {@return this, for some items only; for all where absent} */
  public EventFilter ofItems(@Nullable List<String> wanted) {
    return new EventFilter(
        types, selector, runs, places, wanted == null ? null : Set.copyOf(wanted));
  }

  /** Whether an event is wanted. */
  public boolean takes(EncodedEvent event) {
    return types.takes(event.type())
        && takes(event.run(), event.path())
        && (items == null || isAboutOneOf(items, event.envelope()))
        && (selector == null || matches(selector, event.envelope()));
  }

  /** Whether an event that was taken apart is wanted. */
  public boolean takes(EventEnvelope event) {
    return types.takes(event.type())
        && takes(event.run(), pathOf(event))
        && (items == null || isAboutOneOf(items, event))
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

  /** Whether a piece of an item under way is wanted. */
  boolean takes(TextKey key) {
    return takes(key.run(), key.path()) && takesItem(key.item(), key.call());
  }

  /** Whether what is about an item is wanted. */
  boolean takesItem(String... names) {
    return items == null || Stream.of(names).anyMatch(items::contains);
  }

  private static boolean isAboutOneOf(Set<String> items, EventEnvelope event) {
    return ABOUT.stream().anyMatch(member -> items.contains(event.data().path(member).asText()));
  }

  private static boolean matches(Selector wanted, EventEnvelope event) {
    return wanted.matches(
        new SelectableEvent(
            event.schema(), Objects.requireNonNullElse(event.tags(), List.of()), event.data()));
  }
}

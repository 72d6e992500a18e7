package fermata.daemon.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.selector.SelectableEvent;
import fermata.definition.selector.Selector;
import fermata.definition.selector.SelectorCondition;
import fermata.definition.selector.SelectorOperator;
import fermata.definition.selector.SelectorPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the selectors that an event may match without looking at the others.
 *
 * <p>A selector stands in one place: under its schema, and there under the value of its first
 * equality on a path, else under a tag. So an event asks for the values that it has. What a
 * selector says besides is asked of the few that are found.
 *
 * <p>Not thread-safe.
 *
 * @param <T> what is waiting; equal ones are one
 */
public final class SelectorIndex<T> {

  private final Map<String, Bucket<T>> bySchema = new HashMap<>();
  private final Bucket<T> ofAnySchema = new Bucket<>();
  private final Map<T, Selector> selectors = new HashMap<>();

  /** Selectors of one schema, or of none. */
  private static final class Bucket<T> {
    private final Map<SelectorPath, Map<Object, Set<T>>> byValue = new LinkedHashMap<>();
    private final Map<String, Set<T>> byTag = new HashMap<>();
    private final Set<T> others = new LinkedHashSet<>();

    boolean isEmpty() {
      return byValue.isEmpty() && byTag.isEmpty() && others.isEmpty();
    }
  }

  /** {@return how many are waiting} */
  public int size() {
    return selectors.size();
  }

  /** Whether one is waiting. */
  boolean has(T waiting) {
    return selectors.containsKey(waiting);
  }

  /** Adds one, in the place of an equal one. */
  public void add(T waiting, Selector selector) {
    remove(waiting);
    selectors.put(waiting, selector);
    Bucket<T> bucket =
        selector.schema() == null
            ? ofAnySchema
            : bySchema.computeIfAbsent(selector.schema(), _ -> new Bucket<>());
    Optional<SelectorCondition> equality = equality(selector);
    if (equality.isPresent()) {
      bucket
          .byValue
          .computeIfAbsent(equality.get().path(), _ -> new HashMap<>())
          .computeIfAbsent(keyOf(equality.get().value()), _ -> new LinkedHashSet<>())
          .add(waiting);
    } else if (tags(selector).isEmpty()) {
      bucket.others.add(waiting);
    } else {
      tags(selector)
          .forEach(
              tag -> bucket.byTag.computeIfAbsent(tag, _ -> new LinkedHashSet<>()).add(waiting));
    }
  }

  /** {@return the first equality with a value that an event can be asked for} */
  private static Optional<SelectorCondition> equality(Selector selector) {
    return selector.where().stream()
        .filter(condition -> condition.operator() == SelectorOperator.EQ)
        .filter(condition -> keyOf(condition.value()) != null)
        .findFirst();
  }

  /** One tag that the event must have, or all of those of which it must have one. */
  private static List<String> tags(Selector selector) {
    return selector.allTags().isEmpty()
        ? selector.anyTags()
        : List.of(selector.allTags().getFirst());
  }

  /** {@return what is the same for equal values; null for those that have too many forms} */
  private static @Nullable Object keyOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> value.textValue();
      case BOOLEAN -> value.booleanValue();
      case NUMBER -> numberKey(value);
      case NULL, ARRAY, OBJECT, BINARY, MISSING, POJO -> null;
    };
  }

  private static Object numberKey(JsonNode number) {
    if (number.isIntegralNumber() && number.canConvertToLong()) {
      return number.longValue();
    }
    BigDecimal exact = number.decimalValue().stripTrailingZeros();
    boolean isSmall = exact.scale() <= 0 && exact.precision() - exact.scale() <= 18;
    return isSmall ? (Object) exact.longValueExact() : exact;
  }

  /** Takes one out. */
  public void remove(T waiting) {
    Selector selector = selectors.remove(waiting);
    if (selector == null) {
      return;
    }
    String schema = selector.schema();
    Bucket<T> bucket = schema == null ? ofAnySchema : bySchema.get(schema);
    if (bucket == null) {
      return;
    }
    removeFrom(bucket, waiting, selector);
    if (schema != null && bucket.isEmpty()) {
      bySchema.remove(schema);
    }
  }

  private void removeFrom(Bucket<T> bucket, T waiting, Selector selector) {
    Optional<SelectorCondition> equality = equality(selector);
    if (equality.isPresent()) {
      SelectorPath path = equality.get().path();
      Map<Object, Set<T>> values = bucket.byValue.getOrDefault(path, Map.of());
      removeAt(values, keyOf(equality.get().value()), waiting);
      if (values.isEmpty()) {
        bucket.byValue.remove(path);
      }
    } else if (tags(selector).isEmpty()) {
      bucket.others.remove(waiting);
    } else {
      tags(selector).forEach(tag -> removeAt(bucket.byTag, tag, waiting));
    }
  }

  private static <K, T> void removeAt(Map<K, Set<T>> places, @Nullable Object place, T waiting) {
    Set<T> here = places.getOrDefault(place, Set.of());
    if (here.contains(waiting)) {
      here.remove(waiting);
      if (here.isEmpty()) {
        places.remove(place);
      }
    }
  }

  /** {@return those whose selectors match an event, each once} */
  public SequencedSet<T> matching(SelectableEvent event) {
    var found = new LinkedHashSet<T>();
    eachCandidate(
        event,
        (waiting, selector) -> {
          if (selector.matches(event)) {
            found.add(waiting);
          }
        });
    return found;
  }

  /** {@return those that an event may match, each once; who takes them may change this index} */
  Collection<T> candidates(SelectableEvent event) {
    List<Set<T>> places = places(event);
    if (places.size() == 1) {
      // Mostly: then nobody can be there twice.
      return new ArrayList<>(places.getFirst());
    }
    var all = new LinkedHashSet<T>();
    places.forEach(all::addAll);
    return all;
  }

  /** Names those that an event may match, some perhaps twice. */
  private void eachCandidate(SelectableEvent event, BiConsumer<T, Selector> visitor) {
    for (Set<T> place : places(event)) {
      for (T waiting : place) {
        Selector selector = selectors.get(waiting);
        if (selector != null) {
          visitor.accept(waiting, selector);
        }
      }
    }
  }

  private List<Set<T>> places(SelectableEvent event) {
    var found = new ArrayList<Set<T>>();
    String schema = event.schema();
    Bucket<T> bucket = schema == null ? null : bySchema.get(schema);
    if (bucket != null) {
      collect(bucket, event, found);
    }
    collect(ofAnySchema, event, found);
    return found;
  }

  private void collect(Bucket<T> bucket, SelectableEvent event, List<Set<T>> found) {
    bucket.byValue.forEach(
        (path, values) -> {
          JsonNode value = path.find(event.data());
          Object key = value == null ? null : keyOf(value);
          Set<T> here = key == null ? null : values.get(key);
          if (here != null) {
            found.add(here);
          }
        });
    for (String tag : event.tags()) {
      Set<T> here = bucket.byTag.get(tag);
      if (here != null) {
        found.add(here);
      }
    }
    if (!bucket.others.isEmpty()) {
      found.add(bucket.others);
    }
  }
}

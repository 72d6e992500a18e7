package fermata.definition.ordered;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Makes unmodifiable maps that keep the order of the file, small where there is little in them. */
public final class OrderedMaps {

  /** One for all: most of the maps of most nodes are empty. */
  private static final SequencedMap<?, ?> EMPTY =
      Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

  private OrderedMaps() {}

  /** {@return an unmodifiable copy in the same order} */
  public static <K, V> SequencedMap<K, V> copyOf(SequencedMap<K, V> map) {
    if (map.isEmpty()) {
      return empty();
    }
    if (map instanceof FewEntries) {
      return map;
    }
    return map.size() <= FewEntries.COUNT_MAX
        ? new FewEntries<>(map)
        : Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
  }

  /** {@return an unmodifiable empty map} */
  @SuppressWarnings("unchecked") // Nothing is in it and nothing can be put in.
  public static <K, V> SequencedMap<K, V> empty() {
    return (SequencedMap<K, V>) EMPTY;
  }
}

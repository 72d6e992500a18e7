package fermata.definition.model;

import fermata.definition.ordered.OrderedMaps;
import java.util.SequencedMap;

/** Unmodifiable copies that keep the order of the file, which {@code Map.copyOf} does not. */
public final class Ordered {

  private Ordered() {}

  /** {@return an unmodifiable copy in the same order} */
  public static <K, V> SequencedMap<K, V> copyOf(SequencedMap<K, V> map) {
    return OrderedMaps.copyOf(map);
  }

  /** {@return an unmodifiable empty map} */
  public static <K, V> SequencedMap<K, V> empty() {
    return OrderedMaps.empty();
  }
}

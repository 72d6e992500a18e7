package fermata.definition.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Unmodifiable copies that keep the order of the file, which {@code Map.copyOf} does not. */
public final class Ordered {

  /** One for all: most of the maps of most nodes are empty. */
  private static final SequencedMap<?, ?> EMPTY =
      Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

  private Ordered() {}

  /** {@return an unmodifiable copy in the same order} */
  public static <K, V> SequencedMap<K, V> copyOf(SequencedMap<K, V> map) {
    return map.isEmpty() ? empty() : Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
  }

  /** {@return an unmodifiable empty map} */
  @SuppressWarnings("unchecked") // Nothing is in it and nothing can be put in.
  public static <K, V> SequencedMap<K, V> empty() {
    return (SequencedMap<K, V>) EMPTY;
  }
}

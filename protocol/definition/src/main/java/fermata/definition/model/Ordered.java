package fermata.definition.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Unmodifiable copies that keep the order of the file, which {@code Map.copyOf} does not. */
public final class Ordered {

  private Ordered() {}

  /** {@return an unmodifiable copy in the same order} */
  public static <K, V> SequencedMap<K, V> copyOf(SequencedMap<K, V> map) {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
  }

  /** {@return an unmodifiable empty map} */
  public static <K, V> SequencedMap<K, V> empty() {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>());
  }
}

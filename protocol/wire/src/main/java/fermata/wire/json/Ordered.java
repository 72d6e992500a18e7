package fermata.wire.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Copies of maps that keep their order, which on the wire is the order of the file or of the
 * sender.
 */
public final class Ordered {

  private Ordered() {}

  /** {@return an unmodifiable copy in the same order} */
  public static <K, V> SequencedMap<K, V> copyOf(SequencedMap<K, V> map) {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
  }
}

package fermata.definition.ordered;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map of a few entries in an order, for little more than what its entries take.
 *
 * <p>Nearly all maps of a definition are such: the outputs, arguments and inputs of each node.
 * Looks for a key go through all of them.
 */
final class FewEntries<K, V> extends AbstractMap<K, V> implements SequencedMap<K, V> {

  /** Maps of more entries hash their keys. */
  static final int COUNT_MAX = 10;

  /** Keys, each before its value. */
  private final Object[] pairs;

  FewEntries(Map<K, V> map) {
    pairs = new Object[2 * map.size()];
    int next = 0;
    for (Map.Entry<K, V> entry : map.entrySet()) {
      pairs[next++] = entry.getKey();
      pairs[next++] = entry.getValue();
    }
  }

  @Override
  public int size() {
    return pairs.length / 2;
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    int found = find(key);
    return found < 0 ? null : value(found);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return find(key) >= 0;
  }

  private int find(@Nullable Object key) {
    for (int at = 0; at < pairs.length; at += 2) {
      if (pairs[at].equals(key)) {
        return at;
      }
    }
    return -1;
  }

  @SuppressWarnings("unchecked") // Only the constructor puts something in.
  private K key(int at) {
    return (K) pairs[at];
  }

  @SuppressWarnings("unchecked") // Only the constructor puts something in.
  private V value(int at) {
    return (V) pairs[at + 1];
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> taker) {
    for (int at = 0; at < pairs.length; at += 2) {
      taker.accept(key(at), value(at));
    }
  }

  @Override
  public SequencedMap<K, V> reversed() {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(this)).reversed();
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return FewEntries.this.size();
      }

      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<K, V>> {

    private int next;

    @Override
    public boolean hasNext() {
      return next < pairs.length;
    }

    @Override
    public Map.Entry<K, V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int at = next;
      next += 2;
      return new SimpleImmutableEntry<>(key(at), value(at));
    }
  }
}

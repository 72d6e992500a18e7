package fermata.engine.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A map that keeps the order in which its keys came, and whose changes give a new one.
 *
 * <p>Immutable. A change copies: tables hold what is live in a run, or one entry for each node or
 * key of a definition, not one for each step.
 */
public final class Table<K, V> {

  private static final Table<?, ?> EMPTY = new Table<>(new LinkedHashMap<>());

  private final SequencedMap<K, V> entries;

  private Table(SequencedMap<K, V> entries) {
    this.entries = entries;
  }

  /** {@return the table without entries} */
  @SuppressWarnings("unchecked") // Nothing can be put into it, so it is one of any type.
  public static <K, V> Table<K, V> empty() {
    return (Table<K, V>) EMPTY;
  }

  /** {@return a table with these entries} */
  public static <K, V> Table<K, V> of(Map<K, V> entries) {
    return new Table<>(new LinkedHashMap<>(entries));
  }

  /** {@return the value of a key, if it is there} */
  public Optional<V> find(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** {@return the value of a key that is known to be there} */
  public V get(K key) {
    V value = entries.get(key);
    if (value == null) {
      throw new IllegalStateException("no entry " + key + " in " + entries.keySet());
    }
    return value;
  }

  /** Whether there is a value for the key. */
  public boolean has(K key) {
    return entries.containsKey(key);
  }

  /** {@return this with a value; a key that is there keeps its place} */
  public Table<K, V> with(K key, V value) {
    var changed = new LinkedHashMap<>(entries);
    changed.put(key, value);
    return new Table<>(changed);
  }

  /** {@return this without a key} */
  public Table<K, V> without(K key) {
    if (!has(key)) {
      return this;
    }
    var changed = new LinkedHashMap<>(entries);
    changed.remove(key);
    return new Table<>(changed);
  }

  /** {@return the values, in order} */
  public SequencedCollection<V> values() {
    return asMap().sequencedValues();
  }

  /** {@return a read-only view} */
  public SequencedMap<K, V> asMap() {
    return Collections.unmodifiableSequencedMap(entries);
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Table<?, ?> table && entries.equals(table.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}

package fermata.definition.index;

import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a file stand, by pointer.
 *
 * <p>A table of numbers beside the list of values that is there anyway: a map of all pointers would
 * be a tenth of what a definition takes. Immutable.
 */
public final class Places {

  /** Of a file without values. */
  public static final Places NONE = new Places(List.of());

  private final List<PlacedValue> values;

  /** What stands in a file beside the definition is seen where the definition names the file. */
  private final UnaryOperator<Span> seen;

  /** For each slot the number of a value, counted from 1; 0 where it is free. */
  private final int[] table;

  private Places(List<PlacedValue> values, int[] table, UnaryOperator<Span> seen) {
    this.values = values;
    this.table = table;
    this.seen = seen;
  }

  private Places(List<PlacedValue> values) {
    this(
        values,
        new int[Integer.highestOneBit(Math.max(4, values.size() * 3 / 2)) * 2],
        UnaryOperator.identity());
    for (int number = 1; number <= values.size(); number++) {
      add(number);
    }
  }

  /** {@return the places of some values; of several with one pointer, of the first} */
  public static Places of(List<PlacedValue> values) {
    return new Places(List.copyOf(values));
  }

  /** {@return the same, with each place seen from somewhere else} */
  public Places seen(UnaryOperator<Span> from) {
    return new Places(values, table, from);
  }

  /** {@return the place of a value, or of its key where nothing stands behind it} */
  public @Nullable Span find(String pointer) {
    int number = table[slot(pointer)];
    return number == 0 ? null : seen.apply(span(values.get(number - 1)));
  }

  /** Whether a value has the pointer. */
  public boolean has(String pointer) {
    return table[slot(pointer)] != 0;
  }

  private void add(int number) {
    int slot = slot(values.get(number - 1).pointer());
    if (table[slot] == 0) {
      table[slot] = number;
    }
  }

  /** {@return the slot of a pointer, or the free one where it would stand} */
  private int slot(String pointer) {
    int hash = pointer.hashCode() * 0x9E3779B9;
    int slot = (hash ^ (hash >>> 15)) & (table.length - 1);
    while (table[slot] != 0 && !values.get(table[slot] - 1).pointer().equals(pointer)) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private static Span span(PlacedValue value) {
    return value.node() instanceof YamlNode.Absent ? value.keySpan() : value.node().span();
  }
}

package fermata.definition.yaml;

import org.jspecify.annotations.Nullable;

/**
 * The short texts of one file, each kept once.
 *
 * <p>Keys, kinds, types and ids stand in a definition again and again. One text for all of them is
 * most of what the tree of a long file would hold otherwise, and two of them are told apart without
 * a look at their letters. Confined to one thread.
 */
final class Spellings {

  /** Longer texts hardly ever stand twice. */
  private static final int UNITS_MAX = 40;

  private @Nullable String[] table = new @Nullable String[128];
  private int count;

  /** {@return the units of a piece of a text} */
  String of(YamlText text, int start, int end) {
    if (end - start > UNITS_MAX) {
      return text.slice(start, end);
    }
    int hash = text.hash(start, end);
    int slot = slot(hash);
    for (String known = table[slot]; known != null; known = table[slot]) {
      if (known.hashCode() == hash && text.isAt(known, start, end)) {
        return known;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    String made = text.slice(start, end);
    table[slot] = made;
    if (++count * 2 > table.length) {
      grow();
    }
    return made;
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 16)) & (table.length - 1);
  }

  private void grow() {
    @Nullable String[] before = table;
    table = new @Nullable String[before.length * 2];
    for (String known : before) {
      if (known != null) {
        int slot = slot(known.hashCode());
        while (table[slot] != null) {
          slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = known;
      }
    }
  }
}

package fermata.definition.yaml;

import fermata.definition.yaml.YamlNode.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of the keys of a mapping, as a whole. */
public final class KeyNames {

  /** Up to so many keys it is faster to compare each with each than to hash them. */
  private static final int FEW_MAX = 12;

  private KeyNames() {}

  /** {@return a bit for each key of some entries} */
  public static long bits(List<Entry> entries) {
    long bits = 0;
    for (int i = 0; i < entries.size(); i++) {
      bits |= bit(entries.get(i).keyText());
    }
    return bits;
  }

  /** {@return the bit of a key: the upper bits of a product, which all of its hash is part of} */
  public static long bit(String name) {
    return 1L << ((name.hashCode() * 0x9E3779B9) >>> 26);
  }

  /** Whether each key stands once and none merges. */
  static boolean arePlain(List<Entry> entries) {
    return entries.size() > FEW_MAX ? areManyPlain(entries) : areFewPlain(entries);
  }

  private static boolean areFewPlain(List<Entry> entries) {
    for (int i = 0; i < entries.size(); i++) {
      String name = entries.get(i).keyText();
      if (name.equals(YamlValues.MERGE_KEY)) {
        return false;
      }
      for (int before = 0; before < i; before++) {
        if (entries.get(before).keyText().equals(name)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean areManyPlain(List<Entry> entries) {
    Set<String> names = HashSet.newHashSet(entries.size());
    for (Entry entry : entries) {
      if (entry.keyText().equals(YamlValues.MERGE_KEY) || !names.add(entry.keyText())) {
        return false;
      }
    }
    return true;
  }
}

package fermata.definition.keys;

/**
 * Pointers to places in a definition: keys joined by dots, indexes in brackets, from the root.
 *
 * <p>A key that is not made of letters, digits, {@code _} and {@code -} stands in brackets and
 * quotes.
 */
public final class Pointers {

  private Pointers() {}

  /** {@return the pointer of a key below a place; the root is empty} */
  public static String key(String parent, String key) {
    if (!isPlain(key)) {
      return parent + "[\"" + key + "\"]";
    }
    return parent.isEmpty() ? key : parent + "." + key;
  }

  /** {@return the pointer of an item below a place} */
  public static String item(String parent, int index) {
    return parent + "[" + index + "]";
  }

  private static boolean isPlain(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean isWord = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!isWord && c != '_' && c != '-' && c != '$') {
        return false;
      }
    }
    return !key.isEmpty();
  }
}

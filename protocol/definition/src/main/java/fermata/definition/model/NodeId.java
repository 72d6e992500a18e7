package fermata.definition.model;

import org.jspecify.annotations.Nullable;

/** The id of a node within its agent: {@code [A-Za-z_][A-Za-z0-9_-]{0,62}}. */
public record NodeId(String value) {

  /** What it is made of, as a regular expression. */
  public static final String FORM = "[A-Za-z_][A-Za-z0-9_-]{0,62}";

  private static final int UNITS_MAX = 63;

  /** Whether a text may be a node's id. */
  public static boolean isValid(String text) {
    if (text.isEmpty() || text.length() > UNITS_MAX || !isFirst(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!isFirst(unit) && !(unit >= '0' && unit <= '9') && unit != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isFirst(char unit) {
    return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || unit == '_';
  }

  // Looked up many times for each node and edge: the hash is the one that the text keeps.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NodeId(var text) && value.equals(text);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}

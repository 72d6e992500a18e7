package fermata.definition.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of a node within its agent: {@code [A-Za-z_][A-Za-z0-9_-]{0,62}}. */
public record NodeId(String value) {

  /** What it is made of, as a regular expression. */
  public static final String FORM = "[A-Za-z_][A-Za-z0-9_-]{0,62}";

  private static final Pattern PATTERN = Pattern.compile(FORM);

  /** Whether a text may be a node's id. */
  public static boolean isValid(String text) {
    return PATTERN.matcher(text).matches();
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

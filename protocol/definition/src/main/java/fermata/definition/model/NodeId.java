package fermata.definition.model;

import java.util.regex.Pattern;

/** The id of a node within its agent: {@code [A-Za-z_][A-Za-z0-9_-]{0,62}}. */
public record NodeId(String value) {

  /** What it is made of, as a regular expression. */
  public static final String FORM = "[A-Za-z_][A-Za-z0-9_-]{0,62}";

  private static final Pattern PATTERN = Pattern.compile(FORM);

  /** Whether a text may be a node's id. */
  public static boolean isValid(String text) {
    return PATTERN.matcher(text).matches();
  }
}

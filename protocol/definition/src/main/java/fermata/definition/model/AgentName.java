package fermata.definition.model;

import java.util.regex.Pattern;

/** The name of an agent: {@code [a-z][a-z0-9-]{0,62}}. */
public record AgentName(String value) {

  /** What it is made of, as a regular expression. */
  public static final String FORM = "[a-z][a-z0-9-]{0,62}";

  private static final Pattern PATTERN = Pattern.compile(FORM);

  /** Whether a text may be an agent's name. */
  public static boolean isValid(String text) {
    return PATTERN.matcher(text).matches();
  }
}

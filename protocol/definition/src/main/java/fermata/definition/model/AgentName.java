package fermata.definition.model;

/** The name of an agent: {@code [a-z][a-z0-9-]{0,62}}. */
public record AgentName(String value) {

  /** Whether a text may be an agent's name. */
  public static boolean isValid(String text) {
    return text.matches("[a-z][a-z0-9-]{0,62}");
  }
}

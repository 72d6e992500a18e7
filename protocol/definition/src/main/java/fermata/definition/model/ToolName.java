package fermata.definition.model;

/** The full name of a tool, such as {@code files.read}. */
public record ToolName(String value) {

  /** What it is made of, as a regular expression. */
  public static final String FORM = "[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,127}";

  /** Whether a text may be a tool's name. */
  public static boolean isValid(String text) {
    return text.matches(FORM);
  }
}

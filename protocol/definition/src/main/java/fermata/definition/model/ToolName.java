package fermata.definition.model;

/** The full name of a tool, such as {@code files.read}. */
public record ToolName(String value) {

  /** Whether a text may be a tool's name. */
  public static boolean isValid(String text) {
    return text.matches("[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,127}");
  }
}

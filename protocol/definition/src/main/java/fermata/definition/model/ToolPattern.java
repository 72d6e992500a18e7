package fermata.definition.model;

/**
 * Names one tool, or all whose name begins with what stands before a final {@code *}.
 *
 * @param text such as {@code files.read}, {@code files.*} or {@code *}
 */
public record ToolPattern(String text) {

  /** Whether the pattern names the tool. */
  public boolean matches(ToolName tool) {
    return text.endsWith("*")
        ? tool.value().regionMatches(0, text, 0, text.length() - 1)
        : tool.value().equals(text);
  }
}

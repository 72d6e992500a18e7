package fermata.definition.model;

import java.util.regex.Pattern;

/** The full name of a tool, such as {@code files.read}. */
public record ToolName(String value) {

  /** What it is made of, as a regular expression. */
  public static final String FORM = "[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,127}";

  private static final Pattern PATTERN = Pattern.compile(FORM);

  /** Whether a text may be a tool's name. */
  public static boolean isValid(String text) {
    return PATTERN.matcher(text).matches();
  }
}

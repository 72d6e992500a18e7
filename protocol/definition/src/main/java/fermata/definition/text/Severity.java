package fermata.definition.text;

/** How bad a problem is. The daemon refuses a file exactly when one of its problems is an error. */
public enum Severity {
  ERROR,
  WARNING,
  INFORMATION,
  HINT;

  /** {@return the lower-case name, as printed and sent} */
  public String label() {
    return switch (this) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFORMATION -> "information";
      case HINT -> "hint";
    };
  }
}

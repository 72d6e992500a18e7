package fermata.engine.run;

/** What a question asks for. */
public enum QuestionKind {
  /** Any text. */
  FREE_TEXT,
  /** Fields by name. */
  FORM,
  /** One of some options. */
  CHOICE,
  /** Yes or no of a {@code human} node. */
  APPROVAL,
  /** Yes or no to a tool call that is about to start. */
  TOOL_APPROVAL,
  /** What to do with a tool call whose outcome is not known: one of the options. */
  TOOL_UNKNOWN,
  /** Whether the run may use more than its limit: one of the options. */
  LIMIT;

  /** Whether the answer says something of the world, not what is to become of a call or limit. */
  public boolean isOpen() {
    return switch (this) {
      case FREE_TEXT, FORM, CHOICE, APPROVAL -> true;
      case TOOL_APPROVAL, TOOL_UNKNOWN, LIMIT -> false;
    };
  }

  /** {@return the name as sent, in lower camel case} */
  public String label() {
    return switch (this) {
      case FREE_TEXT -> "freeText";
      case FORM -> "form";
      case CHOICE -> "choice";
      case APPROVAL -> "approval";
      case TOOL_APPROVAL -> "toolApproval";
      case TOOL_UNKNOWN -> "toolUnknown";
      case LIMIT -> "limit";
    };
  }
}

package fermata.wire.event;

import fermata.wire.json.OpenValue;

/**
 * What form the answer to a question has. Open: a newer daemon may send a value that is not listed
 * here.
 */
public record QuestionKind(String wireName) implements OpenValue {

  /** Any text. */
  public static final QuestionKind FREE_TEXT = new QuestionKind("freeText");

  /** Fields by name. */
  public static final QuestionKind FORM = new QuestionKind("form");

  /** One of the options. */
  public static final QuestionKind CHOICE = new QuestionKind("choice");

  /** Yes or no, for a node. */
  public static final QuestionKind APPROVAL = new QuestionKind("approval");

  /** Yes or no, for one tool call. */
  public static final QuestionKind TOOL_APPROVAL = new QuestionKind("toolApproval");

  /** What to do about a tool call whose outcome is not known. */
  public static final QuestionKind TOOL_UNKNOWN = new QuestionKind("toolUnknown");

  /** Whether the run may use more than a limit: one of the options. */
  public static final QuestionKind LIMIT = new QuestionKind("limit");
}

package fermata.wire.event;

import fermata.wire.json.OpenValue;

/**
 * Who a message of a conversation is from. Open: a newer daemon may send a value that is not listed
 * here.
 */
public record MessageRole(String wireName) implements OpenValue {

  /** The instructions of the node. */
  public static final MessageRole SYSTEM = new MessageRole("system");

  /** The prompt, or an answer of a human. */
  public static final MessageRole USER = new MessageRole("user");

  /** The result of a tool call. */
  public static final MessageRole TOOL = new MessageRole("tool");

  /** The model. */
  public static final MessageRole ASSISTANT = new MessageRole("assistant");
}

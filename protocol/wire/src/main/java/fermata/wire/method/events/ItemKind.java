package fermata.wire.method.events;

import fermata.wire.json.OpenValue;

/** What an item is. Open: a newer daemon may send a value that is not listed here. */
public record ItemKind(String wireName) implements OpenValue {

  /** A message of a conversation with a model. */
  public static final ItemKind MESSAGE = new ItemKind("message");

  /** A call of a tool. */
  public static final ItemKind TOOL_CALL = new ItemKind("toolCall");

  /** A question to a person or client. */
  public static final ItemKind QUESTION = new ItemKind("question");

  /** A run that was started by another. */
  public static final ItemKind SUBRUN = new ItemKind("subrun");
}

package fermata.definition.keys;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of nodes, with the keys that tell the kind of a node that does not say it. */
public enum NodeKind {
  LLM(
      "llm",
      "prompt",
      KeyContext.NODE_LLM,
      "A model turn loop with tools until its outputs are set."),
  TOOL("tool", "tool", KeyContext.NODE_TOOL, "One tool call."),
  HUMAN("human", "ask", KeyContext.NODE_HUMAN, "Holds the run for an answer."),
  ROUTER("router", "routes", KeyContext.NODE_ROUTER, "Chooses a successor, does nothing else."),
  TRANSFORM(
      "transform", "set", KeyContext.NODE_TRANSFORM, "Sets outputs and state by expressions."),
  AGENT("agent", "agent", KeyContext.NODE_AGENT, "Runs another agent as a child run."),
  MAP(
      "map",
      "over",
      KeyContext.NODE_MAP,
      "Goes over a list with a body of nodes, some elements at once."),
  WAIT("wait", "for until event", KeyContext.NODE_WAIT, "Holds the run for a time or an event."),
  EMIT("emit", "schema", KeyContext.NODE_EMIT, "Publishes an event."),
  WORKFLOW(
      "workflow", "steps", KeyContext.NODE_WORKFLOW, "Runs tool steps, each when it is ready."),
  CODE("code", "runtime", KeyContext.NODE_CODE, "Hands a source to a registered runtime.");

  private final String word;
  private final String tellingKeys;
  private final KeyContext context;
  private final String doc;

  /**
   * @param tellingKeys with blanks between them
   */
  NodeKind(String word, String tellingKeys, KeyContext context, String doc) {
    this.word = word;
    this.tellingKeys = tellingKeys;
    this.context = context;
    this.doc = doc;
  }

  /** {@return the kind that a word names} */
  public static Optional<NodeKind> find(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /** {@return the word in a file} */
  public String word() {
    return word;
  }

  /** {@return the keys that only this kind has, of which it needs one} */
  public List<String> tellingKeys() {
    return List.of(tellingKeys.split(" ", -1));
  }

  /** {@return the keys of such a node} */
  public KeyContext context() {
    return context;
  }

  /** {@return one sentence} */
  public String doc() {
    return doc;
  }
}

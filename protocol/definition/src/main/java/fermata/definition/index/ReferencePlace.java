package fermata.definition.index;

/** Where in a definition a reference stands. */
public enum ReferencePlace {
  EDGE_FROM,
  EDGE_TO,
  NEXT,
  ROUTE,
  ENTRY,
  /** The entry point of the runs that a subscription starts. */
  SUBSCRIPTION,
  /** The node that follows a failure. */
  ON_ERROR,
  /** A name inside an expression, such as {@code triage} in {@code nodes.triage.amount}. */
  EXPRESSION,
  /** The agent of an {@code agent} node. */
  CHILD_AGENT,
  /** The agent of a tool that is one, behind {@code agent:}. */
  AGENT_TOOL,
  /** The tool of a {@code tool} node. */
  TOOL_CALL,
  /** A tool named in full among those that are allowed, denied or asked about. */
  TOOL_PATTERN,
  /** A field of a question, in the answer that counts when nobody gives one. */
  UNANSWERED,
  /** A field that an entry point computes from the event that triggered it. */
  ENTRY_INPUT,
  /** A target of {@code set}, such as {@code state.notes}. */
  SET_TARGET,
  /** A key of the state that a node may read. */
  READS,
  /** A key of the state that a node may write. */
  WRITES,
  /** Among the steps that a step of a workflow needs. */
  NEEDS
}

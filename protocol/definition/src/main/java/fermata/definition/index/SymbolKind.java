package fermata.definition.index;

/** What kind of thing a name of a definition stands for. */
public enum SymbolKind {
  AGENT,
  INPUT,
  OUTPUT,
  VARIABLE,
  STATE,
  ENTRY,
  /** Published events that a subscription makes known under a name. */
  CONTEXT,
  NODE,
  /** An output of a node; its symbol is owned by the node. */
  NODE_OUTPUT,
  /** A value that a node is given; its symbol is owned by the node. */
  NODE_INPUT,
  TOOL,
  /** A step of a workflow; its symbol is owned by the node. */
  STEP,
  /** An agent of another file. */
  OTHER_AGENT
}

package fermata.definition.view;

/** What a word of a definition is, as far as it is more than YAML. */
public enum WordKind {
  AGENT,
  NODE,
  INPUT,
  /** An output of a node or of the agent. */
  OUTPUT,
  STATE,
  VARIABLE,
  ENTRY,
  TOOL,
  /** One of the words that a key chooses from. */
  CHOICE,
  /** What opens or closes an expression. */
  MARK,
  /** A name of the language in an expression, or the variable of a macro. */
  NAME,
  MEMBER,
  FUNCTION,
  METHOD,
  KEYWORD,
  NUMBER,
  TEXT,
  OPERATOR
}

package fermata.definition.assist;

/** What kind of thing a completion writes. */
public enum CompletionKind {
  /** A key of the language. */
  KEY,
  /** A name that keys of the author's own can have, such as an argument or an output. */
  FIELD,
  NODE,
  TOOL,
  MODEL,
  /** One of the words of a choice, or another value that the place allows. */
  VALUE,
  /** A name in the scope of an expression. */
  VARIABLE,
  /** A member of a value in an expression. */
  MEMBER,
  FUNCTION,
  METHOD,
  /** A piece of text to fill in. */
  TEMPLATE
}

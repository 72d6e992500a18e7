package fermata.definition.expression;

import fermata.definition.text.Span;

/**
 * A word of an expression.
 *
 * @param text what it says: of a string the value, of a name the name without back quotes, of the
 *     rest the source
 */
record Token(Kind kind, Span span, String text) {

  enum Kind {
    NAME,
    /** A name in back quotes; only a member may be written so. */
    QUOTED_NAME,
    INT,
    DOUBLE,
    STRING,
    SYMBOL,
    /** A literal of a kind that the language does not have; already reported. */
    UNSUPPORTED,
    END
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  /** {@return how a message calls it} */
  String described() {
    return switch (kind) {
      case END -> "the end";
      case STRING -> "a string";
      case NAME, QUOTED_NAME, INT, DOUBLE, SYMBOL, UNSUPPORTED -> "'" + text + "'";
    };
  }
}

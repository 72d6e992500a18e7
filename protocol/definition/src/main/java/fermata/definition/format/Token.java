package fermata.definition.format;

/**
 * A piece of a text that is no white space; between two tokens there is nothing but white space.
 *
 * @param start the offset of the first unit
 * @param end the offset after the last unit
 */
record Token(Kind kind, int start, int end) {

  enum Kind {
    SCALAR,
    /** {@code |} or {@code >} with what belongs to it. */
    BLOCK_HEADER,
    /** The lines of a block scalar, from the start of the first to the end of the last. */
    BLOCK_BODY,
    ALIAS,
    /** An anchor or a tag. */
    PROPERTY,
    DASH,
    QUESTION,
    COLON,
    COMMA,
    OPEN,
    CLOSE,
    COMMENT,
    /** A directive, or the mark at which a document begins or ends. */
    MARKER
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }
}

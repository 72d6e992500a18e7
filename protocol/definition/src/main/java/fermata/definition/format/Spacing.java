package fermata.definition.format;

import fermata.definition.format.Token.Kind;

/** The number of spaces between two tokens on one line. */
final class Spacing {

  private final LayoutText text;

  Spacing(LayoutText text) {
    this.text = text;
  }

  int between(Token left, Token right) {
    return switch (right.kind()) {
      case COLON -> beforeColon(left);
      // Without the space, a question mark is the beginning of a text.
      case COMMA, CLOSE -> left.is(Kind.QUESTION) ? 1 : 0;
      case SCALAR, BLOCK_HEADER, BLOCK_BODY, ALIAS, PROPERTY, DASH, QUESTION, COMMENT, MARKER ->
          left.is(Kind.OPEN) ? 0 : 1;
      case OPEN -> left.is(Kind.OPEN) && !areBraces(left, right) ? 0 : 1;
    };
  }

  /** Two braces side by side are how other languages begin an expression. */
  private boolean areBraces(Token left, Token right) {
    return text.isAt('{', left.start()) && text.isAt('{', right.start());
  }

  private static int beforeColon(Token left) {
    return switch (left.kind()) {
      // A colon may be a part of the name of an anchor, an alias or a tag.
      case ALIAS, PROPERTY -> 1;
      case DASH, QUESTION, COLON, COMMA, MARKER, COMMENT -> 1;
      case SCALAR, BLOCK_HEADER, BLOCK_BODY, OPEN, CLOSE -> 0;
    };
  }
}

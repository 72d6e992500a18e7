package fermata.definition.expression;

/** Where an expression in a text ends: braces and strings inside it may hold two braces too. */
final class HoleEnd {

  private HoleEnd() {}

  /** {@return the offset of the closing marks, or -1} */
  static int find(String text, int start) {
    int byTokens = byTokens(text, start);
    if (byTokens >= 0) {
      return byTokens;
    }
    // A string that is not closed swallows the marks; then the first marks before the next
    // expression count, and the string is reported where it begins.
    return text.indexOf(TemplateParser.CLOSING, start, nextOpening(text, start));
  }

  /** {@return where an expression without closing marks probably ends} */
  static int guess(String text, int start) {
    int limit = nextOpening(text, start);
    int end = start;
    while (end < limit && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private static int nextOpening(String text, int start) {
    int next = text.indexOf(TemplateParser.OPENING, start);
    return next < 0 ? text.length() : next;
  }

  private static int byTokens(String text, int start) {
    var lexer = new Lexer(text, start);
    int openBraces = 0;
    while (true) {
      Token token = lexer.next();
      // Every problem of the lexer means that this is no longer an expression.
      if (token.kind() == Token.Kind.END || !lexer.problems().isEmpty()) {
        return -1;
      }
      if (token.isSymbol("{")) {
        openBraces++;
      } else if (token.isSymbol("}")) {
        if (openBraces == 0) {
          int at = token.span().start();
          return text.startsWith(TemplateParser.CLOSING, at) ? at : -1;
        }
        openBraces--;
      }
    }
  }
}

package fermata.definition.expression;

import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the source of an expression into tokens, whatever it holds.
 *
 * <p>A character that starts no token is reported and passed over. Confined to one thread: it has a
 * position.
 *
 * <p>CEL language definition, section Syntax.
 */
final class Lexer {

  private static final List<String> DOUBLE_SYMBOLS = List.of("&&", "||", "==", "!=", "<=", ">=");
  private static final String SINGLE_SYMBOLS = "()[]{}.,:?+-*/%<>!";

  /** What tokens mostly are; one text for each, however often it stands in a definition. */
  private static final List<String> FREQUENT =
      List.of(
          ".", "output", "nodes", "input", "state", "vars", "==", "&&", "}", "(", ")", "item",
          "inputs", "event", "error", "args", "!", "||", "!=", ">", "<", ">=", "<=", ",", "[", "]");

  private final String source;
  private final List<Problem> problems = new ArrayList<>();
  private int at;
  private boolean afterOperand;

  Lexer(String source, int start) {
    this.source = source;
    this.at = start;
  }

  List<Problem> problems() {
    return problems;
  }

  /** {@return all tokens from here to the end, the last one of kind END} */
  List<Token> rest() {
    var tokens = new ArrayList<Token>();
    Token token = next();
    while (token.kind() != Token.Kind.END) {
      tokens.add(token);
      token = next();
    }
    tokens.add(token);
    return tokens;
  }

  /** {@return the next token, or one of kind END again and again} */
  Token next() {
    Token token = scan();
    afterOperand =
        switch (token.kind()) {
          case SYMBOL -> token.isSymbol(")") || token.isSymbol("]") || token.isSymbol("}");
          case NAME, QUOTED_NAME, INT, DOUBLE, STRING, UNSUPPORTED -> true;
          case END -> false;
        };
    return token;
  }

  private Token scan() {
    while (true) {
      skipBlanks();
      if (at >= source.length()) {
        return new Token(Token.Kind.END, Span.at(source.length()), "");
      }
      Token token = scanToken(source.charAt(at));
      if (token != null) {
        return token;
      }
    }
  }

  private void skipBlanks() {
    while (at < source.length()) {
      if (isBlank(source.charAt(at))) {
        at++;
      } else if (source.startsWith("//", at)) {
        at = endOfLine(at);
      } else {
        return;
      }
    }
  }

  private @Nullable Token scanToken(char first) {
    if (StringLexer.quoteStart(source, at) >= 0) {
      return string();
    }
    if (isNameStart(first)) {
      return name();
    }
    boolean isFraction = first == '.' && !afterOperand && isDigit(charAt(at + 1));
    if (isDigit(first) || isFraction) {
      return number();
    }
    return first == '`' ? quotedName() : symbol(first);
  }

  private Token string() {
    var string = new StringLexer(source, at, problems);
    Token token = string.read();
    at = token.span().end();
    return token;
  }

  private Token name() {
    int start = at;
    while (isNamePart(charAt(at))) {
      at++;
    }
    return token(Token.Kind.NAME, start);
  }

  private Token quotedName() {
    int start = at;
    int end = source.indexOf('`', start + 1, endOfLine(start));
    at = end < 0 ? endOfLine(start) : end + 1;
    var span = new Span(start, at);
    if (end < 0) {
      problems.add(
          Problem.of(
              ExpressionProblems.UNTERMINATED_STRING, span, "quoted name without a closing '`'"));
    } else if (end == start + 1) {
      problems.add(Problem.of(ExpressionProblems.SYNTAX, span, "quoted name is empty"));
    }
    return new Token(Token.Kind.QUOTED_NAME, span, source.substring(start + 1, end < 0 ? at : end));
  }

  private Token number() {
    int start = at;
    if (charAt(at) == '0' && (charAt(at + 1) | 0x20) == 'x' && isHexDigit(charAt(at + 2))) {
      at += 2;
      while (isHexDigit(charAt(at))) {
        at++;
      }
      return integer(start);
    }
    skipDigits();
    boolean isFraction = charAt(at) == '.' && isDigit(charAt(at + 1));
    if (isFraction) {
      at++;
      skipDigits();
    }
    boolean hasExponent = skipExponent();
    return isFraction || hasExponent ? token(Token.Kind.DOUBLE, start) : integer(start);
  }

  private Token integer(int start) {
    if ((charAt(at) | 0x20) == 'u' && !isNamePart(charAt(at + 1))) {
      at++;
      Token token = token(Token.Kind.UNSUPPORTED, start);
      String plain = token.text().substring(0, token.text().length() - 1);
      problems.add(
          Problem.of(
                  ExpressionProblems.UNSUPPORTED,
                  token.span(),
                  "unsigned integer '" + token.text() + "' (expected: a signed one)")
              .withFix("Write " + plain, List.of(new TextEdit(token.span(), plain))));
      return token;
    }
    return token(Token.Kind.INT, start);
  }

  private void skipDigits() {
    while (isDigit(charAt(at))) {
      at++;
    }
  }

  private boolean skipExponent() {
    if ((charAt(at) | 0x20) != 'e') {
      return false;
    }
    int digits = at + (charAt(at + 1) == '+' || charAt(at + 1) == '-' ? 2 : 1);
    if (!isDigit(charAt(digits))) {
      return false;
    }
    at = digits;
    skipDigits();
    return true;
  }

  private @Nullable Token symbol(char first) {
    int start = at;
    for (String symbol : DOUBLE_SYMBOLS) {
      if (source.startsWith(symbol, start)) {
        at += 2;
        return new Token(Token.Kind.SYMBOL, new Span(start, at), symbol);
      }
    }
    if (SINGLE_SYMBOLS.indexOf(first) >= 0) {
      at++;
      return token(Token.Kind.SYMBOL, start);
    }
    if (first == '&' || first == '|' || first == '=') {
      at++;
      return halfSymbol(first, new Span(start, at));
    }
    at += Character.charCount(source.codePointAt(at));
    var span = new Span(start, at);
    problems.add(
        Problem.of(ExpressionProblems.SYNTAX, span, "unexpected character '" + span(span) + "'"));
    return null;
  }

  private Token halfSymbol(char first, Span span) {
    String whole = String.valueOf(first).repeat(2);
    problems.add(
        Problem.of(
                ExpressionProblems.SYNTAX,
                span,
                "unknown operator '" + first + "' (did you mean '" + whole + "'?)")
            .withFix("Write " + whole, List.of(new TextEdit(span, whole))));
    return new Token(Token.Kind.SYMBOL, span, whole);
  }

  private Token token(Token.Kind kind, int start) {
    var span = new Span(start, at);
    return new Token(kind, span, span(span));
  }

  private String span(Span span) {
    for (String frequent : FREQUENT) {
      if (frequent.length() == span.length() && source.startsWith(frequent, span.start())) {
        return frequent;
      }
    }
    return source.substring(span.start(), span.end());
  }

  private int endOfLine(int from) {
    int end = from;
    while (end < source.length() && source.charAt(end) != '\n' && source.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private char charAt(int index) {
    return index < source.length() ? source.charAt(index) : '\0';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isHexDigit(char c) {
    return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
  }

  static boolean isNameStart(char c) {
    return c == '_' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  }

  static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c);
  }
}

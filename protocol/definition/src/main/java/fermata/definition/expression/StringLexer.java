package fermata.definition.expression;

import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Span;
import java.util.List;

/**
 * Reads one string literal: plain or triple quotes of both kinds, raw or with escapes.
 *
 * <p>A literal without its closing quotes ends at the end of the line, or of the text for triple
 * quotes, so that what follows can still be read.
 */
final class StringLexer {

  private static final int PREFIX_UNITS_MAX = 2;

  private final String source;
  private final int start;
  private final List<Problem> problems;
  private final StringBuilder value = new StringBuilder();
  private int at;

  StringLexer(String source, int start, List<Problem> problems) {
    this.source = source;
    this.start = start;
    this.problems = problems;
    this.at = start;
  }

  /** {@return the offset of the quote of a literal that starts here with its prefix, or -1} */
  static int quoteStart(String source, int from) {
    for (int at = from; at < source.length() && at - from <= PREFIX_UNITS_MAX; at++) {
      char c = source.charAt(at);
      if (c == '\'' || c == '"') {
        return isPrefix(source.substring(from, at)) ? at : -1;
      }
    }
    return -1;
  }

  private static boolean isPrefix(String prefix) {
    return switch (prefix) {
      case "", "r", "R", "b", "B", "br", "bR", "Br", "BR", "rb", "rB", "Rb", "RB" -> true;
      default -> false;
    };
  }

  Token read() {
    int quoteAt = quoteStart(source, start);
    String prefix = source.substring(start, quoteAt);
    boolean isRaw = prefix.indexOf('r') >= 0 || prefix.indexOf('R') >= 0;
    boolean isBytes = prefix.indexOf('b') >= 0 || prefix.indexOf('B') >= 0;
    String quote = String.valueOf(source.charAt(quoteAt));
    boolean isTriple = source.startsWith(quote.repeat(3), quoteAt);
    String closing = isTriple ? quote.repeat(3) : quote;
    at = quoteAt + closing.length();
    readBody(closing, isTriple, isRaw ? Escapes.NONE : isBytes ? Escapes.SKIPPED : Escapes.READ);
    var span = new Span(start, at);
    if (isBytes) {
      report(ExpressionProblems.UNSUPPORTED, span, "bytes literal (expected: a string)");
      return new Token(Token.Kind.UNSUPPORTED, span, source.substring(start, at));
    }
    return new Token(Token.Kind.STRING, span, value.toString());
  }

  /** What a backslash means in a literal. */
  private enum Escapes {
    READ,
    SKIPPED,
    NONE
  }

  private void readBody(String closing, boolean isTriple, Escapes escapes) {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (source.startsWith(closing, at)) {
        at += closing.length();
        return;
      }
      if (!isTriple && (c == '\n' || c == '\r')) {
        break;
      }
      if (c == '\\' && escapes == Escapes.READ) {
        readEscape();
      } else if (c == '\\' && escapes == Escapes.SKIPPED) {
        at = Math.min(at + 2, source.length());
      } else {
        value.append(c);
        at++;
      }
    }
    var opening = new Span(start, at);
    report(ExpressionProblems.UNTERMINATED_STRING, opening, "string without a closing " + closing);
  }

  private void readEscape() {
    int escapeAt = at;
    char c = at + 1 < source.length() ? source.charAt(at + 1) : '\0';
    at += 2;
    switch (c) {
      case 'a' -> value.append('\u0007');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'v' -> value.append('\u000B');
      case '\\', '?', '"', '\'', '`' -> value.append(c);
      case 'x', 'X' -> readCode(escapeAt, 2, 16);
      case 'u' -> readCode(escapeAt, 4, 16);
      case 'U' -> readCode(escapeAt, 8, 16);
      case '0', '1', '2', '3' -> {
        at--;
        readCode(escapeAt, 3, 8);
      }
      default -> badEscape(escapeAt, Math.min(at, source.length()));
    }
  }

  private void readCode(int escapeAt, int digitCount, int radix) {
    int digitsAt = at;
    long code = 0;
    while (at < source.length() && at - digitsAt < digitCount) {
      int digit = Character.digit(source.charAt(at), radix);
      if (digit < 0 || source.charAt(at) > 'f') {
        break;
      }
      code = code * radix + digit;
      at++;
    }
    boolean isComplete = at - digitsAt == digitCount;
    boolean isSurrogate = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    if (!isComplete || isSurrogate || code > Character.MAX_CODE_POINT) {
      badEscape(escapeAt, at);
    } else {
      value.appendCodePoint((int) code);
    }
  }

  private void badEscape(int from, int to) {
    at = to;
    var span = new Span(from, to);
    report(
        ExpressionProblems.BAD_ESCAPE,
        span,
        "unknown escape '"
            + source.substring(from, to)
            + "' (expected: \\n \\t \\r \\\\ \\' \\\" \\xHH \\uHHHH \\UHHHHHHHH or \\000; a raw"
            + " string r'…' has none)");
  }

  private void report(ProblemCode code, Span span, String message) {
    problems.add(Problem.of(code, span, message));
  }
}

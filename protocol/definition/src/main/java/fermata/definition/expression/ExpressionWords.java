package fermata.definition.expression;

import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.List;

/** The words of an expression, for those who look at it letter by letter. Total. */
public final class ExpressionWords {

  /** What a word is. */
  public enum Kind {
    /** A name that stands by itself. */
    NAME,
    /** A name after a dot. */
    MEMBER,
    FUNCTION,
    METHOD,
    /** {@code true, false, null, in}. */
    KEYWORD,
    NUMBER,
    TEXT,
    OPERATOR,
    /** What opens, closes or separates. */
    BRACKET
  }

  /**
   * A word.
   *
   * @param span from the start of the source
   */
  public record Word(Span span, Kind kind) {}

  private ExpressionWords() {}

  /** {@return the words of the source of an expression, in order; what is no word is left out} */
  public static List<Word> of(String source) {
    List<Token> tokens = new Lexer(source, 0).rest();
    var words = new ArrayList<Word>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      boolean isAfterDot = i > 0 && tokens.get(i - 1).isSymbol(".");
      boolean isCalled = tokens.get(i + 1).isSymbol("(");
      words.add(new Word(tokens.get(i).span(), kind(tokens.get(i), isAfterDot, isCalled)));
    }
    return words;
  }

  private static Kind kind(Token token, boolean isAfterDot, boolean isCalled) {
    return switch (token.kind()) {
      case NAME -> name(token.text(), isAfterDot, isCalled);
      case QUOTED_NAME -> Kind.MEMBER;
      case INT, DOUBLE -> Kind.NUMBER;
      case STRING, UNSUPPORTED -> Kind.TEXT;
      case SYMBOL, END -> "()[]{},.".contains(token.text()) ? Kind.BRACKET : Kind.OPERATOR;
    };
  }

  private static Kind name(String text, boolean isAfterDot, boolean isCalled) {
    if (isAfterDot) {
      return isCalled ? Kind.METHOD : Kind.MEMBER;
    }
    if (Primaries.isKeyword(text)) {
      return Kind.KEYWORD;
    }
    return isCalled ? Kind.FUNCTION : Kind.NAME;
  }
}

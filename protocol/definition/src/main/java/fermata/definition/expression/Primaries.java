package fermata.definition.expression;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.definition.text.Span;
import java.util.List;
import java.util.Set;

/**
 * Reads values that stand alone: literals, names, calls of functions, and what brackets hold.
 *
 * <p>Confined to one thread.
 */
final class Primaries {

  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private final Tokens tokens;
  private final Brackets brackets;

  Primaries(Tokens tokens, Brackets brackets) {
    this.tokens = tokens;
    this.brackets = brackets;
  }

  ExpressionTree primary() {
    Token token = tokens.current();
    return switch (token.kind()) {
      case NAME -> isKeyword(token.text()) ? keyword(token) : name();
      case INT, DOUBLE -> Numbers.literal(tokens, tokens.take());
      case STRING ->
          new ExpressionTree.Literal(
              tokens.take().span(),
              TextNode.valueOf(token.text()),
              ExpressionTree.LiteralKind.STRING);
      case UNSUPPORTED -> new ExpressionTree.Missing(tokens.take().span());
      case QUOTED_NAME -> quotedName();
      case SYMBOL -> symbol(token);
      case END -> missing(tokens);
    };
  }

  private ExpressionTree symbol(Token token) {
    return switch (token.text()) {
      case "(" -> brackets.parenthesised();
      case "[" -> brackets.listLiteral();
      case "{" -> brackets.mapLiteral();
      case "-" ->
          isSignedNumber(tokens) ? Numbers.negative(tokens, tokens.take()) : missing(tokens);
      default -> missing(tokens);
    };
  }

  private ExpressionTree keyword(Token token) {
    if (token.isName("in")) {
      return missing(tokens);
    }
    Span span = tokens.take().span();
    return token.isName("null")
        ? new ExpressionTree.Literal(span, NullNode.getInstance(), ExpressionTree.LiteralKind.NULL)
        : new ExpressionTree.Literal(
            span, BooleanNode.valueOf(token.isName("true")), ExpressionTree.LiteralKind.BOOL);
  }

  private ExpressionTree name() {
    Token name = tokens.take();
    if (RESERVED.contains(name.text())) {
      tokens.report(
          ExpressionProblems.RESERVED_WORD,
          name.span(),
          "'" + name.text() + "' is a reserved word (expected: another name)");
      return new ExpressionTree.Missing(name.span());
    }
    if (!tokens.isAt("(")) {
      return new ExpressionTree.Name(name.span(), name.text());
    }
    List<ExpressionTree> arguments = brackets.arguments();
    Span span = brackets.spanFrom(name.span().start(), arguments);
    return name.isName(Macros.HAS)
        ? Macros.has(tokens, span, name, arguments)
        : new ExpressionTree.Call(span, name.text(), name.span(), arguments, false);
  }

  private ExpressionTree quotedName() {
    Token name = tokens.take();
    tokens.syntax(name.span(), "only a member may stand in back quotes, such as input.`the-name`");
    return new ExpressionTree.Name(name.span(), name.text());
  }

  /** {@return a value that is not there, reported} */
  static ExpressionTree missing(Tokens tokens) {
    tokens.expected("a value");
    return new ExpressionTree.Missing(Span.at(tokens.current().span().start()));
  }

  /** Whether a word is a value or an operator, and so no name. */
  static boolean isKeyword(String word) {
    return word.equals("true") || word.equals("false") || word.equals("null") || word.equals("in");
  }

  /** Whether the minus that is current is the sign of a number. */
  static boolean isSignedNumber(Tokens tokens) {
    Token next = tokens.following();
    return next.kind() == Token.Kind.INT || next.kind() == Token.Kind.DOUBLE;
  }
}

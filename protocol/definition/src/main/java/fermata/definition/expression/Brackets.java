package fermata.definition.expression;

import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads what stands between brackets: arguments, lists, maps, and a value alone.
 *
 * <p>A bracket that is not closed ends where its expression does; an item without its comma is
 * still read as one. Confined to one thread.
 */
final class Brackets {

  private final Tokens tokens;
  private final Supplier<ExpressionTree> expression;

  /** Takes the reader of a whole expression, for each item. */
  Brackets(Tokens tokens, Supplier<ExpressionTree> expression) {
    this.tokens = tokens;
    this.expression = expression;
  }

  ExpressionTree parenthesised() {
    Token opening = tokens.take();
    ExpressionTree inner = expression.get();
    close(")", opening);
    return inner;
  }

  /** {@return the values between round brackets, of which the first is current} */
  List<ExpressionTree> arguments() {
    return items(")", tokens.take());
  }

  /** {@return the element of a value at a place in brackets} */
  ExpressionTree index(ExpressionTree operand) {
    Token opening = tokens.take();
    ExpressionTree place = expression.get();
    close("]", opening);
    Span span = spanFrom(operand.span().start(), List.of(operand, place));
    var mark = new Span(opening.span().start(), tokens.lastEnd());
    return new ExpressionTree.Call(span, Operators.INDEX, mark, List.of(operand, place), false);
  }

  ExpressionTree listLiteral() {
    Token opening = tokens.take();
    List<ExpressionTree> items = items("]", opening);
    return new ExpressionTree.ListLiteral(spanFrom(opening.span().start(), items), items);
  }

  ExpressionTree mapLiteral() {
    Token opening = tokens.take();
    var keys = new ArrayList<ExpressionTree>();
    var values = new ArrayList<ExpressionTree>();
    while (!tokens.isAt("}") && tokens.current().kind() != Token.Kind.END) {
      keys.add(expression.get());
      values.add(mapValue());
      if (!goesOn("}")) {
        break;
      }
    }
    close("}", opening);
    Span span =
        spanFrom(opening.span().start(), keys).cover(spanFrom(opening.span().start(), values));
    return new ExpressionTree.MapLiteral(span, keys, values);
  }

  private ExpressionTree mapValue() {
    if (tokens.takeIf(":")) {
      return expression.get();
    }
    tokens.expected("':' and a value");
    return new ExpressionTree.Missing(Span.at(tokens.lastEnd()));
  }

  // A closing bracket may stand after a last comma in lists and maps; CEL refuses it in calls, and
  // so does this, but the call then just lacks an argument.
  private List<ExpressionTree> items(String closing, Token opening) {
    var items = new ArrayList<ExpressionTree>();
    while (!tokens.isAt(closing) && tokens.current().kind() != Token.Kind.END) {
      items.add(expression.get());
      if (!goesOn(closing)) {
        break;
      }
      if (closing.equals(")") && tokens.isAt(closing)) {
        items.add(Primaries.missing(tokens));
      }
    }
    close(closing, opening);
    return items;
  }

  // Without its comma the next item is still read as one.
  private boolean goesOn(String closing) {
    if (tokens.takeIf(",")) {
      return true;
    }
    if (tokens.isAt(closing) || !startsValue(tokens.current())) {
      return false;
    }
    tokens.expected("',' or '" + closing + "'");
    return true;
  }

  private static boolean startsValue(Token token) {
    return switch (token.kind()) {
      case NAME, QUOTED_NAME, INT, DOUBLE, STRING, UNSUPPORTED -> true;
      case SYMBOL -> token.isSymbol("(") || token.isSymbol("[") || token.isSymbol("{");
      case END -> false;
    };
  }

  private void close(String closing, Token opening) {
    if (tokens.takeIf(closing)) {
      return;
    }
    Token found = tokens.current();
    String message = "expected '" + closing + "', found " + found.described();
    tokens.syntax(
        Problem.of(ExpressionProblems.SYNTAX, found.span(), message)
            .withRelated(opening.span(), "'" + opening.text() + "' is opened here"));
  }

  // What is missing before a bracket or the end stands behind the blanks, and so behind the last
  // token.
  Span spanFrom(int start, List<ExpressionTree> parts) {
    var span = new Span(start, tokens.lastEnd());
    for (ExpressionTree part : parts) {
      span = span.cover(part.span());
    }
    return span;
  }
}

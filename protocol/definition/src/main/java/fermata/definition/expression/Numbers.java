package fermata.definition.expression;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import fermata.definition.text.Span;

/**
 * Number literals. The sign belongs to the literal, or the smallest integer could not be written.
 */
final class Numbers {

  private static final int HEX_PREFIX_UNITS = 2;

  private Numbers() {}

  static ExpressionTree literal(Tokens tokens, Token number) {
    return literal(tokens, number.span(), number, "");
  }

  static ExpressionTree negative(Tokens tokens, Token minus) {
    Token number = tokens.take();
    return literal(tokens, minus.span().cover(number.span()), number, "-");
  }

  private static ExpressionTree literal(Tokens tokens, Span span, Token number, String sign) {
    return number.kind() == Token.Kind.DOUBLE
        ? ofDouble(tokens, span, sign + number.text())
        : ofInt(tokens, span, number.text(), sign);
  }

  private static ExpressionTree ofDouble(Tokens tokens, Span span, String text) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      outOfRange(tokens, span, text, "at most 1.7976931348623157e308 in size");
    }
    return new ExpressionTree.Literal(
        span, DoubleNode.valueOf(value), ExpressionTree.LiteralKind.DOUBLE);
  }

  private static ExpressionTree ofInt(Tokens tokens, Span span, String text, String sign) {
    boolean isHex = text.startsWith("0x") || text.startsWith("0X");
    String digits = isHex ? text.substring(HEX_PREFIX_UNITS) : text;
    try {
      long value = Long.parseLong(sign + digits, isHex ? 16 : 10);
      return new ExpressionTree.Literal(
          span, LongNode.valueOf(value), ExpressionTree.LiteralKind.INT);
    } catch (NumberFormatException _) {
      outOfRange(tokens, span, sign + text, "from -9223372036854775808 to 9223372036854775807");
      return new ExpressionTree.Missing(span);
    }
  }

  private static void outOfRange(Tokens tokens, Span span, String text, String expected) {
    tokens.report(
        ExpressionProblems.NUMBER_RANGE,
        span,
        "number " + text + " is out of range (expected: " + expected + ")");
  }
}

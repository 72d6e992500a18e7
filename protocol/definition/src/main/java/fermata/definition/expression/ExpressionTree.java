package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.text.Span;
import java.util.List;

/**
 * A node of an expression's tree; spans count from the start of the parsed text.
 *
 * <p>Operators are calls of CEL's names for them ({@code _+_}, {@code _&&_}, {@code _?_:_}, {@code
 * _[_]}, {@code @in}); macros are {@link Macro}.
 */
public sealed interface ExpressionTree {

  Span span();

  /** A literal; timestamps and durations come from calls. */
  record Literal(Span span, JsonNode value, LiteralKind kind) implements ExpressionTree {}

  /** The type of a literal, which JSON alone does not tell. */
  enum LiteralKind {
    NULL,
    BOOL,
    INT,
    DOUBLE,
    STRING
  }

  /** A name. */
  record Name(Span span, String name) implements ExpressionTree {}

  /** {@code operand.member}. */
  record Member(Span span, ExpressionTree operand, String member, Span memberSpan)
      implements ExpressionTree {}

  /** A call of a function, of a method (the receiver is the first argument) or of an operator. */
  record Call(
      Span span,
      String function,
      Span functionSpan,
      List<ExpressionTree> arguments,
      boolean isMethod)
      implements ExpressionTree {

    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code has(operand.member)}. */
  record Has(Span span, Member member) implements ExpressionTree {}

  /**
   * {@code range.all(variable, body)} and its like; {@code map} may have a filter before the body.
   */
  record Macro(
      Span span, String name, ExpressionTree range, String variable, List<ExpressionTree> bodies)
      implements ExpressionTree {

    public Macro {
      bodies = List.copyOf(bodies);
    }
  }

  /** {@code [a, b]}. */
  record ListLiteral(Span span, List<ExpressionTree> items) implements ExpressionTree {

    public ListLiteral {
      items = List.copyOf(items);
    }
  }

  /** <code>{k: v}</code>; keys and values alternate pairwise. */
  record MapLiteral(Span span, List<ExpressionTree> keys, List<ExpressionTree> values)
      implements ExpressionTree {

    public MapLiteral {
      keys = List.copyOf(keys);
      values = List.copyOf(values);
    }
  }

  /** What could not be parsed, or is not there yet. */
  record Missing(Span span) implements ExpressionTree {}
}

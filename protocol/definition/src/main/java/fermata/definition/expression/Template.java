package fermata.definition.expression;

import fermata.definition.text.Span;
import java.util.List;

/**
 * A text with expressions in it, each between a dollar sign with two braces and two braces.
 *
 * <p>A second dollar sign before the mark makes it literal text.
 */
public record Template(List<Part> parts) {

  public Template {
    parts = List.copyOf(parts);
  }

  /** Whether the text is one expression and nothing else; its value then keeps its type. */
  public boolean isSingle() {
    return parts.size() == 1 && parts.getFirst() instanceof Part.Hole;
  }

  /** A piece of a template; spans count from the start of the template's text. */
  public sealed interface Part {

    Span span();

    /** Text as it is rendered. */
    record Text(Span span, String text) implements Part {}

    /**
     * An expression.
     *
     * @param span from {@code $} to the last brace
     * @param inner between the marks; spans of the expression's tree count from its start
     */
    record Hole(Span span, Span inner, Expression expression) implements Part {}
  }
}

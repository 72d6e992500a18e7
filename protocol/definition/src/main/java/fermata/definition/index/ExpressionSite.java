package fermata.definition.index;

import fermata.definition.expression.Expression;
import fermata.definition.expression.Template;
import fermata.definition.expression.TypeScope;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * An expression with its place and the names that it may use.
 *
 * @param scope the names in scope here, with their types
 */
public record ExpressionSite(TextSite text, Template.Part.Hole hole, TypeScope scope) {

  /** {@return the expression} */
  public Expression expression() {
    return hole.expression();
  }

  /** {@return the place in the definition of a piece of the expression} */
  public Span span(Span inExpression) {
    return text.place().span(inExpression.shift(hole.inner().start()));
  }

  /** {@return the piece in a file beside the definition; absent for an expression of its own} */
  public @Nullable FileSpan fileSpan(Span inExpression) {
    return text.place() instanceof TextPlace.InFile && text.value().node() instanceof Scalar path
        ? new FileSpan(path.text(), inExpression.shift(hole.inner().start()))
        : null;
  }

  /** {@return the place in the definition, marks included} */
  public Span span() {
    return text.place().span(hole.span());
  }

  /** Whether a cursor at an offset is between the marks, where completion offers names. */
  public boolean touches(int offset) {
    return text.place() instanceof TextPlace.InDefinition
        && text.place().span(hole.span()).touches(offset);
  }
}

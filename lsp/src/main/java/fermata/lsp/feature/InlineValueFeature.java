package fermata.lsp.feature;

import fermata.definition.index.Declaration;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.SymbolKind;
import fermata.definition.text.Span;
import fermata.lsp.convert.Places;
import fermata.lsp.document.DocumentSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.lsp4j.InlineValue;
import org.eclipse.lsp4j.InlineValueEvaluatableExpression;
import org.eclipse.lsp4j.Range;

/**
 * Which expressions have values while a debugger stands still: those of the node where it stands,
 * because others see other values. The editor asks the debugger for each. Stateless.
 */
public final class InlineValueFeature {

  /** More are not asked for at each stop. */
  static final int VALUES_MAX = 50;

  /** {@return the expressions of the node at a place that are in sight} */
  public List<InlineValue> values(DocumentSnapshot document, Range inSight, Range stopped) {
    return around(document, stopped.getStart().getLine()).stream()
        .flatMap(node -> within(document, node))
        .filter(value -> isIn(inSight, value.getRange()))
        .limit(VALUES_MAX)
        .map(InlineValue::new)
        .toList();
  }

  /** A debugger that knows no columns stands at the beginning of a line. */
  private static Optional<Span> around(DocumentSnapshot document, int line) {
    return document.reading().index().declarations().stream()
        .filter(found -> found.symbol().kind() == SymbolKind.NODE)
        .map(Declaration::whole)
        .filter(whole -> lineOf(document, whole.start()) <= line)
        .filter(whole -> line <= lineOf(document, whole.end()))
        .reduce((_, later) -> later);
  }

  private static int lineOf(DocumentSnapshot document, int offset) {
    return Places.position(document, offset).getLine();
  }

  private static Stream<InlineValueEvaluatableExpression> within(
      DocumentSnapshot document, Span node) {
    return document.reading().index().expressions().stream()
        .filter(site -> site.touches(site.span().start()))
        .filter(site -> node.start() <= site.span().start() && site.span().end() <= node.end())
        .flatMap(site -> value(document, site).stream());
  }

  private static Optional<InlineValueEvaluatableExpression> value(
      DocumentSnapshot document, ExpressionSite site) {
    Span all = site.hole().inner();
    String text = document.reading().source().text();
    Span inner = site.text().place().span(all);
    String expression = text.substring(inner.start(), inner.end());
    int blanks = expression.length() - expression.stripLeading().length();
    if (expression.isBlank()) {
      return Optional.empty();
    }
    int start = inner.start() + blanks;
    Span bare = new Span(start, start + expression.strip().length());
    return Optional.of(
        new InlineValueEvaluatableExpression(Places.range(document, bare), expression.strip()));
  }

  private static boolean isIn(Range wide, Range range) {
    return wide.getStart().getLine() <= range.getStart().getLine()
        && range.getEnd().getLine() <= wide.getEnd().getLine();
  }
}

package fermata.lsp.feature;

import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.lsp.convert.CodeActions;
import fermata.lsp.convert.Places;
import fermata.lsp.document.DocumentSnapshot;
import java.util.List;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** The fixes of the problems in a range. Stateless. */
public final class CodeActionFeature {

  /** {@return the fixes, best first for each problem} */
  public List<Either<org.eclipse.lsp4j.Command, CodeAction>> actions(
      DocumentSnapshot document, Range range) {
    Span wanted = span(document, range);
    return document.analysis().problems().stream()
        .filter(problem -> meets(problem, wanted))
        .flatMap(problem -> CodeActions.of(document, problem).stream())
        .map(Either::<org.eclipse.lsp4j.Command, CodeAction>forRight)
        .toList();
  }

  private static boolean meets(Problem problem, Span wanted) {
    return problem.span().start() <= wanted.end() && wanted.start() <= problem.span().end();
  }

  private static Span span(DocumentSnapshot document, Range range) {
    int start = Places.offset(document, range.getStart());
    return new Span(start, Math.max(start, Places.offset(document, range.getEnd())));
  }
}

package fermata.lsp.relay;

import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.Symbol;
import fermata.definition.text.Span;
import fermata.lsp.convert.Diagnostics;
import fermata.lsp.convert.Places;
import fermata.lsp.document.DocumentSnapshot;
import fermata.wire.event.Failure;
import java.util.Optional;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;

/** The failure of a run at the place in the file where it belongs. */
final class FailureDiagnostics {

  private FailureDiagnostics() {}

  static Diagnostic of(DocumentSnapshot document, Failure failure) {
    Span span = place(document.reading().index(), failure).orElse(Span.at(0));
    return new Diagnostic(
        Places.range(document, span),
        "last run: " + failure.message(),
        DiagnosticSeverity.Error,
        Diagnostics.SOURCE,
        failure.kind());
  }

  private static Optional<Span> place(DefinitionIndex index, Failure failure) {
    String pointer = failure.pointer();
    // A pointer into a value, unlike one into the file, begins with a slash.
    if (pointer != null && !pointer.startsWith("/")) {
      Optional<Span> named = index.findPlace(pointer);
      if (named.isPresent()) {
        return named;
      }
    }
    String node = failure.node();
    return node == null
        ? Optional.empty()
        : index.findDeclaration(Symbol.node(node)).map(found -> found.name());
  }
}

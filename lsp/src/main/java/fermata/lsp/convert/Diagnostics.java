package fermata.lsp.convert;

import fermata.definition.check.ProblemPages;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.lsp.document.DocumentSnapshot;
import java.util.List;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.PublishDiagnosticsParams;

/** Problems as diagnostics. */
public final class Diagnostics {

  /** What editors show as the origin of a diagnostic. */
  public static final String SOURCE = "fermata";

  private Diagnostics() {}

  /** {@return all problems of a snapshot} */
  public static List<Diagnostic> of(DocumentSnapshot document) {
    return document.analysis().problems().stream()
        .map(problem -> diagnostic(document, problem))
        .toList();
  }

  /** Adds the address of the page of its code, where there is one. */
  public static void describe(Diagnostic diagnostic, ProblemPages pages) {
    pages
        .find(diagnostic.getCode().getLeft())
        .ifPresent(page -> diagnostic.setCodeDescription(new DiagnosticCodeDescription(page)));
  }

  /** {@return the message that shows the problems of a snapshot} */
  public static PublishDiagnosticsParams publication(
      DocumentSnapshot document, List<Diagnostic> diagnostics) {
    return new PublishDiagnosticsParams(document.uri(), diagnostics, document.version());
  }

  static Diagnostic diagnostic(DocumentSnapshot document, Problem problem) {
    var diagnostic =
        new Diagnostic(
            Places.range(document, problem.span()),
            problem.message(),
            severity(problem.severity()),
            SOURCE,
            problem.code().code());
    if (!problem.related().isEmpty()) {
      diagnostic.setRelatedInformation(
          problem.related().stream()
              .map(
                  related ->
                      new DiagnosticRelatedInformation(
                          new Location(document.uri(), Places.range(document, related.span())),
                          related.message()))
              .toList());
    }
    return diagnostic;
  }

  private static DiagnosticSeverity severity(Severity severity) {
    return switch (severity) {
      case ERROR -> DiagnosticSeverity.Error;
      case WARNING -> DiagnosticSeverity.Warning;
      case INFORMATION -> DiagnosticSeverity.Information;
      case HINT -> DiagnosticSeverity.Hint;
    };
  }
}

package fermata.lsp.feature;

import fermata.definition.check.ProblemPages;
import fermata.lsp.convert.Diagnostics;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.DocumentStore;
import fermata.lsp.document.OutdatedException;
import fermata.lsp.rpc.Editor;
import fermata.lsp.rpc.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DocumentDiagnosticReport;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.RelatedFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.RelatedUnchangedDocumentDiagnosticReport;
import org.jspecify.annotations.Nullable;

/**
 * Shows the problems of the open documents as they are typed.
 *
 * <p>A burst of changes is published once, after {@link #QUIET}. What failed in the last run of a
 * file is shown in it until its next edit.
 *
 * <p>Thread-safe.
 */
public final class DiagnosticsFeature {

  /** How long after the last change the problems are published. */
  public static final Duration QUIET = Duration.ofMillis(30);

  private final DocumentStore documents;
  private final Workers workers;
  private final Editor editor;
  private final ProblemPages pages;
  private volatile boolean isPulled;
  private final Map<String, ScheduledFuture<?>> pending = new ConcurrentHashMap<>();
  private final Map<String, RunProblem> failures = new ConcurrentHashMap<>();
  private final Map<String, Function<DocumentSnapshot, List<Diagnostic>>> notes =
      new ConcurrentHashMap<>();

  /** Publishes to an editor, with the pages that say more of a problem. */
  public DiagnosticsFeature(
      DocumentStore documents, Workers workers, Editor editor, ProblemPages pages) {
    this.documents = documents;
    this.workers = workers;
    this.editor = editor;
    this.pages = pages;
  }

  /**
   * From now on the editor asks for the problems itself, and is told only when it should ask again:
   * problems that are both pushed and pulled would be shown twice.
   */
  public void waitToBeAsked() {
    isPulled = true;
  }

  /** The failure of a run, for the version of the file that ran. */
  private record RunProblem(int version, Diagnostic diagnostic) {}

  /** Publishes a document that has just been opened, without waiting. */
  public void opened(DocumentSnapshot document) {
    if (!isPulled) {
      schedule(document.uri(), Duration.ZERO);
    }
  }

  /** Publishes a document again, because a file beside it may have changed. */
  public void reopened(DocumentSnapshot document) {
    schedule(document.uri(), Duration.ZERO);
  }

  /** Publishes a document once it has been quiet for a while. */
  public void changed(DocumentSnapshot document) {
    failures.remove(document.uri());
    if (!isPulled) {
      schedule(document.uri(), QUIET);
    }
  }

  /** Publishes a document once a file that it uses has been quiet for a while. */
  public void touched(DocumentSnapshot document) {
    schedule(document.uri(), QUIET);
  }

  /** Takes the problems of a closed document away. */
  public void closed(String uri) {
    failures.remove(uri);
    notes.remove(uri);
    ScheduledFuture<?> waiting = pending.remove(uri);
    if (waiting != null) {
      waiting.cancel(false);
    }
    if (!isPulled) {
      editor.publish(new PublishDiagnosticsParams(uri, List.of()));
    }
  }

  /** Shows, in the document, what failed in its run. */
  public void failed(DocumentSnapshot document, Diagnostic diagnostic) {
    failures.put(document.uri(), new RunProblem(document.version(), diagnostic));
    schedule(document.uri(), Duration.ZERO);
  }

  /** Shows, beside the problems of a document, what others know of it, until they say otherwise. */
  public void noted(String uri, Function<DocumentSnapshot, List<Diagnostic>> note) {
    notes.put(uri, note);
    schedule(uri, Duration.ZERO);
  }

  private void schedule(String uri, Duration delay) {
    pending.compute(
        uri,
        (_, waiting) -> {
          if (waiting != null) {
            waiting.cancel(false);
          }
          return workers.later(delay, () -> publish(uri));
        });
  }

  private void publish(String uri) {
    if (isPulled) {
      // Whether the editor then asks is its own affair.
      CompletableFuture<?> _ = editor.refreshDiagnostics();
    } else {
      documents.find(uri).ifPresent(this::publishIfWanted);
    }
  }

  /** {@return the problems of a document; only that they are as before, where they are} */
  public DocumentDiagnosticReport report(DocumentSnapshot document, @Nullable String previous) {
    List<Diagnostic> all = all(document);
    String result = resultOf(all);
    if (result.equals(previous)) {
      return new DocumentDiagnosticReport(new RelatedUnchangedDocumentDiagnosticReport(result));
    }
    var report = new RelatedFullDocumentDiagnosticReport(all);
    report.setResultId(result);
    return new DocumentDiagnosticReport(report);
  }

  /** {@return the name of a result: the same for the same problems} */
  static String resultOf(List<Diagnostic> problems) {
    return Integer.toHexString(problems.hashCode()) + "-" + problems.size();
  }

  /** Whether the editor asks for the problems itself. */
  boolean isPulled() {
    return isPulled;
  }

  /** {@return the report of a document that is not open} */
  public static DocumentDiagnosticReport nothingToReport() {
    return new DocumentDiagnosticReport(new RelatedFullDocumentDiagnosticReport(List.of()));
  }

  private List<Diagnostic> all(DocumentSnapshot document) {
    var all = new ArrayList<>(Diagnostics.of(document));
    all.forEach(diagnostic -> Diagnostics.describe(diagnostic, pages));
    RunProblem failure = failures.get(document.uri());
    if (failure != null && failure.version() == document.version()) {
      all.add(failure.diagnostic());
    }
    all.addAll(notes.getOrDefault(document.uri(), _ -> List.of()).apply(document));
    return all;
  }

  private void publishIfWanted(DocumentSnapshot document) {
    try {
      publish(document);
    } catch (OutdatedException _) {
      // The change that came meanwhile has its own publication.
      return;
    }
  }

  private void publish(DocumentSnapshot document) {
    List<Diagnostic> all = all(document);
    boolean isNewest =
        documents.find(document.uri()).map(DocumentSnapshot::version).orElse(-1)
            == document.version();
    if (isNewest) {
      editor.publish(Diagnostics.publication(document, all));
    }
  }
}

package fermata.lsp.feature;

import fermata.definition.check.ProblemPages;
import fermata.lsp.convert.Diagnostics;
import fermata.lsp.document.AgentFiles;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.DocumentStore;
import fermata.lsp.document.WorkspaceFolders;
import fermata.lsp.rpc.Editor;
import fermata.lsp.rpc.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DocumentDiagnosticReport;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.WorkspaceDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceUnchangedDocumentDiagnosticReport;
import org.jspecify.annotations.Nullable;

/**
 * The problems of the files of a workspace that are not open, as they lie on the disk.
 *
 * <p>An editor that asks gets a report of each file, and only that it is as before where it is; to
 * others those that have problems are published, one look after another, a while after something
 * has changed. A file is checked again when it or anything that may stand beside it has changed.
 *
 * <p>Thread-safe.
 */
public final class WorkspaceProblems {

  /** How long after the last change the files are looked at. */
  public static final Duration QUIET = Duration.ofMillis(500);

  /** The version of what is not open: the protocol wants one, and LSP4J leaves out a null. */
  private static final int OF_DISK = 0;

  private final DocumentStore documents;
  private final WorkspaceFolders folders;
  private final DiagnosticsFeature open;
  private final ProblemPages pages;
  private final Workers workers;
  private final Editor editor;
  private final Map<Path, Checked> checked = new ConcurrentHashMap<>();
  private final Set<String> published = ConcurrentHashMap.newKeySet();
  private final AtomicLong changes = new AtomicLong();
  private final AtomicBoolean isFirst = new AtomicBoolean(true);
  private volatile boolean showsProgress;
  private @Nullable ScheduledFuture<?> pending;

  /** Looks at the files of some folders, but for those that are open. */
  public WorkspaceProblems(
      DocumentStore documents,
      WorkspaceFolders folders,
      DiagnosticsFeature open,
      ProblemPages pages,
      Workers workers,
      Editor editor) {
    this.documents = documents;
    this.folders = folders;
    this.open = open;
    this.pages = pages;
    this.workers = workers;
    this.editor = editor;
  }

  /** The editor shows how far the first look has come. */
  public void showProgress() {
    showsProgress = true;
  }

  /**
   * What came of a check.
   *
   * @param change the last change of anything before it
   */
  private record Checked(WorkspaceIndex.Stamp stamp, long change, String result) {}

  /** Something has changed on the disk, or which folders are open. */
  public void changed() {
    changes.incrementAndGet();
    if (!open.isPulled()) {
      schedule();
    }
  }

  private synchronized void schedule() {
    if (pending != null) {
      pending.cancel(false);
    }
    pending = workers.later(QUIET, () -> workers.start("workspace-problems", this::publishAll));
  }

  private void publishAll() {
    long change = changes.get();
    BooleanSupplier isOver = () -> changes.get() != change;
    Set<String> left = new HashSet<>(published);
    AgentFiles around = AgentFiles.remembering();
    List<Path> files = folders.files();
    CheckProgress progress = begin(files);
    for (Path file : files) {
      if (isOver.getAsBoolean()) {
        progress.end();
        return;
      }
      left.remove(file.toUri().toString());
      publish(file, around);
      progress.advance();
    }
    progress.end();
    left.forEach(this::clear);
  }

  /** Later looks find most as it was, or are so quick that nobody needs to be told. */
  private CheckProgress begin(List<Path> files) {
    return CheckProgress.begin(editor, files.size(), showsProgress && isFirst.getAndSet(false));
  }

  /** A document has been closed: from now on the file on the disk counts. */
  public void closed(String uri) {
    Optional<Path> file = AgentFiles.pathOf(uri).filter(folders::holds);
    if (!open.isPulled() && file.isPresent()) {
      workers.compute(() -> publish(file.get(), new AgentFiles()));
    }
  }

  private void publish(Path file, AgentFiles around) {
    String uri = file.toUri().toString();
    if (documents.find(uri).isPresent()) {
      published.remove(uri);
      return;
    }
    List<Diagnostic> problems =
        documents.onDisk(file, around).map(this::problems).orElse(List.of());
    if (problems.isEmpty()) {
      clear(uri);
    } else if (documents.find(uri).isEmpty()) {
      published.add(uri);
      editor.publish(new PublishDiagnosticsParams(uri, problems));
    }
  }

  private void clear(String uri) {
    if (published.remove(uri) && documents.find(uri).isEmpty()) {
      editor.publish(new PublishDiagnosticsParams(uri, List.of()));
    }
  }

  private List<Diagnostic> problems(DocumentSnapshot document) {
    var all = new ArrayList<>(Diagnostics.of(document));
    all.forEach(diagnostic -> Diagnostics.describe(diagnostic, pages));
    return all;
  }

  /**
   * Tells of each file, as soon as it is checked, open ones too.
   *
   * @param before what the editor has of each, by URI
   */
  public void report(
      Map<String, String> before,
      BooleanSupplier isCancelled,
      Consumer<WorkspaceDocumentDiagnosticReport> tell) {
    Set<String> left = new HashSet<>(before.keySet());
    for (DocumentSnapshot document : documents.all()) {
      left.remove(document.uri());
      tell.accept(ofOpen(document, open.report(document, before.get(document.uri()))));
    }
    AgentFiles around = AgentFiles.remembering();
    List<Path> files = folders.files();
    CheckProgress progress = begin(files);
    for (Path file : files) {
      String uri = file.toUri().toString();
      left.remove(uri);
      if (isCancelled.getAsBoolean()) {
        progress.end();
        return;
      }
      if (documents.find(uri).isEmpty()) {
        ofClosed(file, uri, before.get(uri), around).ifPresent(tell);
      }
      progress.advance();
    }
    progress.end();
    left.forEach(gone -> tell.accept(full(gone, OF_DISK, List.of(), null)));
  }

  private static WorkspaceDocumentDiagnosticReport ofOpen(
      DocumentSnapshot document, DocumentDiagnosticReport report) {
    return report.isLeft()
        ? full(
            document.uri(),
            document.version(),
            report.getLeft().getItems(),
            report.getLeft().getResultId())
        : unchanged(document.uri(), document.version(), report.getRight().getResultId());
  }

  private Optional<WorkspaceDocumentDiagnosticReport> ofClosed(
      Path file, String uri, @Nullable String before, AgentFiles around) {
    long change = changes.get();
    Optional<WorkspaceIndex.Stamp> stamp = WorkspaceIndex.Stamp.of(file);
    Checked known = checked.get(file);
    if (before != null
        && known != null
        && known.change() == change
        && stamp.filter(known.stamp()::equals).isPresent()
        && known.result().equals(before)) {
      return Optional.of(unchanged(uri, OF_DISK, before));
    }
    Optional<DocumentSnapshot> document =
        stamp.isEmpty() ? Optional.empty() : documents.onDisk(file, around);
    return document.map(
        found -> {
          List<Diagnostic> problems = problems(found);
          String result = DiagnosticsFeature.resultOf(problems);
          checked.put(file, new Checked(stamp.orElseThrow(), change, result));
          return result.equals(before)
              ? unchanged(uri, OF_DISK, result)
              : full(uri, OF_DISK, problems, result);
        });
  }

  private static WorkspaceDocumentDiagnosticReport full(
      String uri, int version, List<Diagnostic> problems, @Nullable String result) {
    var report = new WorkspaceFullDocumentDiagnosticReport(problems, uri, version);
    report.setResultId(result);
    return new WorkspaceDocumentDiagnosticReport(report);
  }

  private static WorkspaceDocumentDiagnosticReport unchanged(
      String uri, int version, String result) {
    return new WorkspaceDocumentDiagnosticReport(
        new WorkspaceUnchangedDocumentDiagnosticReport(result, uri, version));
  }
}

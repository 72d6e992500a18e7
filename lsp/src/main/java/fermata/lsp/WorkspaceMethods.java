package fermata.lsp;

import fermata.lsp.convert.EditStyle;
import fermata.lsp.convert.Initialization;
import fermata.lsp.document.WorkspaceFolders;
import fermata.lsp.feature.MovedFiles;
import fermata.lsp.feature.WorkspaceFeature;
import fermata.lsp.feature.WorkspaceIndex;
import fermata.lsp.feature.WorkspaceProblems;
import fermata.lsp.rpc.Editor;
import fermata.lsp.rpc.Handler;
import fermata.lsp.rpc.LspRouter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.PreviousResultId;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.RenameFilesParams;
import org.eclipse.lsp4j.WorkspaceDiagnosticParams;
import org.eclipse.lsp4j.WorkspaceDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceDiagnosticReportPartialResult;
import org.eclipse.lsp4j.WorkspaceDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** The methods that are about all files of the workspace, open or not. */
final class WorkspaceMethods {

  private final WorkspaceFolders folders;
  private final WorkspaceFeature names;
  private final WorkspaceProblems problems;
  private final MovedFiles moved;
  private final Editor editor;
  private final Supplier<EditStyle> style;

  WorkspaceMethods(
      WorkspaceIndex index,
      WorkspaceFolders folders,
      WorkspaceProblems problems,
      Editor editor,
      Supplier<EditStyle> style) {
    this.folders = folders;
    this.names = new WorkspaceFeature(index);
    this.problems = problems;
    this.moved = new MovedFiles(index);
    this.editor = editor;
    this.style = style;
  }

  /** Serves the methods; before the connection is made, and so before there is one of these. */
  static void register(LspRouter router, Supplier<WorkspaceMethods> methods) {
    router
        .cancellable(
            "workspace/symbol",
            WorkspaceSymbolParams.class,
            (params, isCancelled) -> methods.get().symbols(params, isCancelled))
        .cancellable(
            "workspace/diagnostic",
            WorkspaceDiagnosticParams.class,
            (params, isCancelled) -> methods.get().report(params, isCancelled))
        .cancellable(
            "workspace/willRenameFiles",
            RenameFilesParams.class,
            (params, isCancelled) -> methods.get().edits(params, isCancelled))
        .notification(
            "workspace/didChangeWorkspaceFolders",
            DidChangeWorkspaceFoldersParams.class,
            params -> methods.get().changed(params));
  }

  /** Says which folders are open at first. */
  void initialize(Initialization said) {
    folders.set(said.folders());
    if (said.supports("window", "workDoneProgress")) {
      problems.showProgress();
    }
  }

  private static List<String> urisOf(List<WorkspaceFolder> folders) {
    return folders.stream().map(WorkspaceFolder::getUri).toList();
  }

  private void changed(DidChangeWorkspaceFoldersParams params) {
    var event = params.getEvent();
    folders.change(urisOf(event.getAdded()), urisOf(event.getRemoved()));
    problems.changed();
  }

  /** Something may have changed on the disk. */
  void changed() {
    problems.changed();
  }

  /** A document has been closed. */
  void closed(String uri) {
    problems.closed(uri);
  }

  private Handler.Work symbols(WorkspaceSymbolParams params, BooleanSupplier isCancelled) {
    return () -> names.symbols(params.getQuery(), isCancelled);
  }

  private Handler.Work edits(RenameFilesParams params, BooleanSupplier isCancelled) {
    return () -> moved.edits(params.getFiles(), style.get(), isCancelled);
  }

  /** Who wants it gets each file as soon as it is checked, and nothing at the end. */
  private Handler.Work report(WorkspaceDiagnosticParams params, BooleanSupplier isCancelled) {
    Map<String, String> before = new HashMap<>();
    for (PreviousResultId known : params.getPreviousResultIds()) {
      before.put(known.getUri(), known.getValue());
    }
    Either<String, Integer> token = params.getPartialResultToken();
    return () -> report(before, token, isCancelled);
  }

  private WorkspaceDiagnosticReport report(
      Map<String, String> before,
      @Nullable Either<String, Integer> token,
      BooleanSupplier isCancelled) {
    var all = new ArrayList<WorkspaceDocumentDiagnosticReport>();
    problems.report(
        before,
        isCancelled,
        one -> {
          if (token == null) {
            all.add(one);
          } else {
            var part = new WorkspaceDiagnosticReportPartialResult(List.of(one));
            editor.progress(new ProgressParams(token, Either.forRight(part)));
          }
        });
    return new WorkspaceDiagnosticReport(all);
  }
}

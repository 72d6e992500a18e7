package fermata.lsp.convert;

import fermata.definition.refactor.Refactoring;
import fermata.definition.text.TextEdit;
import fermata.lsp.document.AgentFiles;
import fermata.lsp.document.BesideFile;
import fermata.lsp.document.DocumentSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.CreateFile;
import org.eclipse.lsp4j.CreateFileOptions;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.RenameFile;
import org.eclipse.lsp4j.RenameFileOptions;
import org.eclipse.lsp4j.ResourceOperation;
import org.eclipse.lsp4j.SnippetTextEdit;
import org.eclipse.lsp4j.TextDocumentEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** Edits of a document and of the files beside it, as an editor takes them. */
public final class WorkspaceEdits {

  private WorkspaceEdits() {}

  /** {@return edits of one document} */
  public static WorkspaceEdit of(DocumentSnapshot document, List<TextEdit> edits, EditStyle style) {
    return of(document, edits, Map.of(), style);
  }

  /**
   * {@return edits of a document and of files beside it}
   *
   * @param files the edits of each, by the path that the document names it by
   */
  public static WorkspaceEdit of(
      DocumentSnapshot document,
      List<TextEdit> edits,
      Map<String, List<TextEdit>> files,
      EditStyle style) {
    var changes =
        new LinkedHashMap<VersionedTextDocumentIdentifier, List<org.eclipse.lsp4j.TextEdit>>();
    changes.put(
        new VersionedTextDocumentIdentifier(document.uri(), version(document)),
        edits.stream().map(edit -> Places.edit(document, edit)).toList());
    files.forEach(
        (path, ofFile) -> {
          Optional<BesideFile> file = BesideFile.find(document, path);
          file.ifPresent(
              found ->
                  changes.put(
                      new VersionedTextDocumentIdentifier(found.uri(), null),
                      ofFile.stream().map(edit -> Places.edit(found, edit)).toList()));
        });
    return of(changes, style);
  }

  /** {@return edits of several documents} */
  public static WorkspaceEdit of(
      Map<VersionedTextDocumentIdentifier, List<org.eclipse.lsp4j.TextEdit>> changes,
      EditStyle style) {
    return style.hasVersions() ? versioned(changes) : plain(changes);
  }

  private static @Nullable Integer version(DocumentSnapshot document) {
    int version = document.version();
    return version == DocumentSnapshot.UNKNOWN_VERSION ? null : Integer.valueOf(version);
  }

  /**
   * {@return the edits of a refactoring; a file that it needs is made first, never replaced, and
   * the document has its new name before its text is changed}
   */
  public static WorkspaceEdit of(
      DocumentSnapshot document, Refactoring refactoring, EditStyle style) {
    if (refactoring.newName() != null) {
      return renamed(document, refactoring.newName(), refactoring.edits());
    }
    WorkspaceEdit edit = of(document, refactoring.edits(), style);
    Refactoring.NewFile file = refactoring.file();
    if (file == null || edit.getDocumentChanges() == null) {
      return edit;
    }
    String uri = AgentFiles.newBeside(document.uri(), file.path()).orElseThrow();
    var start = new Position(0, 0);
    var text = new org.eclipse.lsp4j.TextEdit(new Range(start, start), file.text());
    var all = new ArrayList<Either<TextDocumentEdit, ResourceOperation>>();
    all.add(Either.forRight(new CreateFile(uri, new CreateFileOptions(false, false))));
    all.add(Either.forLeft(edit(new VersionedTextDocumentIdentifier(uri, null), List.of(text))));
    all.addAll(edit.getDocumentChanges());
    return new WorkspaceEdit(all);
  }

  private static WorkspaceEdit renamed(
      DocumentSnapshot document, String name, List<TextEdit> edits) {
    String uri = AgentFiles.newBeside(document.uri(), name).orElseThrow();
    var all = new ArrayList<Either<TextDocumentEdit, ResourceOperation>>();
    all.add(
        Either.forRight(new RenameFile(document.uri(), uri, new RenameFileOptions(false, false))));
    all.add(
        Either.forLeft(
            edit(
                new VersionedTextDocumentIdentifier(uri, null),
                edits.stream().map(edit -> Places.edit(document, edit)).toList())));
    return new WorkspaceEdit(all);
  }

  private static WorkspaceEdit versioned(
      Map<VersionedTextDocumentIdentifier, List<org.eclipse.lsp4j.TextEdit>> changes) {
    var all = new ArrayList<Either<TextDocumentEdit, ResourceOperation>>();
    changes.forEach((id, edits) -> all.add(Either.forLeft(edit(id, edits))));
    return new WorkspaceEdit(all);
  }

  private static TextDocumentEdit edit(
      VersionedTextDocumentIdentifier id, List<org.eclipse.lsp4j.TextEdit> edits) {
    return new TextDocumentEdit(
        id,
        edits.stream().map(Either::<org.eclipse.lsp4j.TextEdit, SnippetTextEdit>forLeft).toList());
  }

  private static WorkspaceEdit plain(
      Map<VersionedTextDocumentIdentifier, List<org.eclipse.lsp4j.TextEdit>> changes) {
    var all = new LinkedHashMap<String, List<org.eclipse.lsp4j.TextEdit>>();
    changes.forEach((id, edits) -> all.put(id.getUri(), edits));
    return new WorkspaceEdit(all);
  }
}

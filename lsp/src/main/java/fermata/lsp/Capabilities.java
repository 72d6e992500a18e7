package fermata.lsp;

import fermata.lsp.convert.AssistStyle;
import fermata.lsp.convert.EditStyle;
import fermata.lsp.convert.LazyStyle;
import fermata.lsp.convert.TokenCodes;
import fermata.lsp.feature.CodeActionFeature;
import fermata.lsp.feature.FormattingFeature;
import fermata.lsp.relay.EditorAbilities;
import fermata.lsp.relay.RunCommands;
import fermata.wire.discovery.Build;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DiagnosticRegistrationOptions;
import org.eclipse.lsp4j.DocumentLinkOptions;
import org.eclipse.lsp4j.DocumentOnTypeFormattingOptions;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.FileOperationFilter;
import org.eclipse.lsp4j.FileOperationOptions;
import org.eclipse.lsp4j.FileOperationPattern;
import org.eclipse.lsp4j.FileOperationsServerCapabilities;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InlayHintRegistrationOptions;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.SemanticTokensServerFull;
import org.eclipse.lsp4j.SemanticTokensWithRegistrationOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SignatureHelpOptions;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;
import org.jspecify.annotations.Nullable;

/** What the server says of itself: exactly what it serves. */
final class Capabilities {

  /** After these an editor asks for completions by itself; after letters it does anyway. */
  private static final List<String> TRIGGERS = List.of(".", " ", "{", "[", ",", "\"", "'", "/");

  private static final List<String> ACTIONS =
      List.of(
          CodeActionKind.QuickFix,
          CodeActionKind.RefactorRewrite,
          CodeActionKind.RefactorExtract,
          CodeActionFeature.FIX_ALL);

  private Capabilities() {}

  /**
   * {@return the answer to initialize}
   *
   * <p>An extension that has commands of its own calls ours all the same, and would have each name
   * twice if they were offered.
   */
  static InitializeResult answer(
      AssistStyle style, EditStyle edits, LazyStyle lazy, EditorAbilities abilities) {
    var capabilities = new ServerCapabilities();
    capabilities.setTextDocumentSync(sync());
    capabilities.setPositionEncoding(style.encoding());
    capabilities.setCompletionProvider(new CompletionOptions(lazy.documentation(), TRIGGERS));
    capabilities.setHoverProvider(true);
    capabilities.setDefinitionProvider(true);
    capabilities.setReferencesProvider(true);
    capabilities.setDocumentHighlightProvider(true);
    setRename(capabilities, edits);
    capabilities.setDocumentSymbolProvider(true);
    capabilities.setDocumentFormattingProvider(true);
    capabilities.setDocumentRangeFormattingProvider(true);
    capabilities.setDocumentOnTypeFormattingProvider(
        new DocumentOnTypeFormattingOptions(FormattingFeature.TRIGGER));
    capabilities.setWorkspaceSymbolProvider(true);
    capabilities.setSignatureHelpProvider(new SignatureHelpOptions(List.of("(", ",")));
    setViews(capabilities, edits, abilities);
    var actions = new CodeActionOptions(ACTIONS);
    actions.setResolveProvider(lazy.edits());
    capabilities.setCodeActionProvider(actions);
    if (abilities.pullsProblems()) {
      capabilities.setDiagnosticProvider(new DiagnosticRegistrationOptions(true, true));
    }
    capabilities.setWorkspace(workspace(abilities));
    if (abilities.showsHints()) {
      var hints = new InlayHintRegistrationOptions();
      hints.setResolveProvider(lazy.tooltips());
      capabilities.setInlayHintProvider(hints);
    }
    if (abilities.showsInlineValues()) {
      capabilities.setInlineValueProvider(true);
    }
    if (!abilities.hasPanels()) {
      capabilities.setExecuteCommandProvider(new ExecuteCommandOptions(RunCommands.NAMES));
    }
    return new InitializeResult(capabilities, new ServerInfo("fermata", version()));
  }

  /** An editor that never asks first must not be told that it can. */
  private static void setRename(ServerCapabilities capabilities, EditStyle edits) {
    if (edits.canPrepareRename()) {
      capabilities.setRenameProvider(new RenameOptions(true));
    } else {
      capabilities.setRenameProvider(true);
    }
  }

  private static void setViews(
      ServerCapabilities capabilities, EditStyle edits, EditorAbilities abilities) {
    capabilities.setCallHierarchyProvider(true);
    capabilities.setLinkedEditingRangeProvider(true);
    capabilities.setFoldingRangeProvider(true);
    capabilities.setSelectionRangeProvider(true);
    capabilities.setDocumentLinkProvider(new DocumentLinkOptions(false));
    capabilities.setSemanticTokensProvider(
        new SemanticTokensWithRegistrationOptions(
            TokenCodes.legend(), new SemanticTokensServerFull(true), true));
    if (edits.hasLenses()) {
      // Only those that count references have their words later.
      capabilities.setCodeLensProvider(new CodeLensOptions(abilities.showsReferences()));
    }
  }

  private static @Nullable WorkspaceServerCapabilities workspace(EditorAbilities abilities) {
    if (!abilities.hasFolders() && !abilities.tellsOfMoves()) {
      return null;
    }
    var workspace = new WorkspaceServerCapabilities();
    if (abilities.hasFolders()) {
      var folders = new WorkspaceFoldersOptions();
      folders.setSupported(true);
      folders.setChangeNotifications(true);
      workspace.setWorkspaceFolders(folders);
    }
    if (abilities.tellsOfMoves()) {
      var moves = new FileOperationsServerCapabilities();
      var any = new FileOperationFilter(new FileOperationPattern("**/*"), "file");
      moves.setWillRename(new FileOperationOptions(List.of(any)));
      workspace.setFileOperations(moves);
    }
    return workspace;
  }

  private static TextDocumentSyncOptions sync() {
    var sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    sync.setSave(new SaveOptions(false));
    return sync;
  }

  static String version() {
    return Build.current(Map.of()).version();
  }
}

package fermata.lsp;

import com.google.gson.JsonObject;
import fermata.definition.check.ProblemPages;
import fermata.definition.text.FileForm;
import fermata.lsp.convert.AssistStyle;
import fermata.lsp.convert.EditStyle;
import fermata.lsp.convert.Initialization;
import fermata.lsp.convert.LazyStyle;
import fermata.lsp.convert.Places;
import fermata.lsp.document.AgentFiles;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.DocumentStore;
import fermata.lsp.document.OutdatedException;
import fermata.lsp.document.WorkspaceFolders;
import fermata.lsp.feature.AssistFeature;
import fermata.lsp.feature.CodeActionFeature;
import fermata.lsp.feature.DiagnosticsFeature;
import fermata.lsp.feature.FormattingFeature;
import fermata.lsp.feature.InlineValueFeature;
import fermata.lsp.feature.NavigationFeature;
import fermata.lsp.feature.PairFeature;
import fermata.lsp.feature.ReferenceLenses;
import fermata.lsp.feature.RenameFeature;
import fermata.lsp.feature.TokensFeature;
import fermata.lsp.feature.ViewFeature;
import fermata.lsp.feature.WatchedFiles;
import fermata.lsp.feature.WorkspaceIndex;
import fermata.lsp.feature.WorkspaceProblems;
import fermata.lsp.relay.DaemonLink;
import fermata.lsp.relay.EditorAbilities;
import fermata.lsp.relay.RunCommands;
import fermata.lsp.rpc.BugLog;
import fermata.lsp.rpc.Editor;
import fermata.lsp.rpc.Handler;
import fermata.lsp.rpc.LspConnection;
import fermata.lsp.rpc.LspRouter;
import fermata.lsp.rpc.Workers;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.eclipse.lsp4j.CallHierarchyIncomingCallsParams;
import org.eclipse.lsp4j.CallHierarchyOutgoingCallsParams;
import org.eclipse.lsp4j.CallHierarchyPrepareParams;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DiagnosticServerCancellationData;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.eclipse.lsp4j.DocumentDiagnosticReport;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentLinkParams;
import org.eclipse.lsp4j.DocumentOnTypeFormattingParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.InlineValueParams;
import org.eclipse.lsp4j.LinkedEditingRangeParams;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.SemanticTokensDeltaParams;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SemanticTokensRangeParams;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The language server of one editor: documents in, problems and answers out.
 *
 * <p>Works with no daemon; only the run commands need one. {@link #run} serves until the editor
 * says {@code exit} or closes the stream.
 */
public final class LanguageServer implements AutoCloseable {

  private final Workers workers = new Workers();
  private final BugLog bugs = new BugLog();
  private final LspRouter router = new LspRouter(workers, bugs);
  private final DocumentStore documents = new DocumentStore(AgentFiles.ofTheMoment());
  private final WorkspaceFolders folders = new WorkspaceFolders();
  private final WorkspaceIndex index = new WorkspaceIndex(documents, folders);
  private final AssistFeature assist = new AssistFeature();
  private final NavigationFeature navigation = new NavigationFeature(documents, index);
  private final CodeActionFeature codeActions = new CodeActionFeature();
  private final FormattingFeature formatting = new FormattingFeature();
  private final RenameFeature renames = new RenameFeature(documents, index);
  private final ReferenceLenses references = new ReferenceLenses(navigation);
  private final InlineValueFeature inlineValues = new InlineValueFeature();
  private final ViewFeature views = new ViewFeature();
  private final PairFeature pairs = new PairFeature();
  private final TokensFeature tokens = new TokensFeature();
  private final LspConnection connection;
  private final DiagnosticsFeature diagnostics;
  private final WorkspaceMethods workspace;
  private final Map<String, String> environment;
  private volatile EditorAbilities abilities = EditorAbilities.NONE;
  private volatile AssistStyle style = AssistStyle.PLAIN;
  private volatile EditStyle edits = EditStyle.PLAIN;
  private volatile LazyStyle lazy = LazyStyle.EAGER;
  private volatile boolean watchesFiles;
  private final Panels panels;
  private final LaterMethods later;
  private @Nullable RunCommands commands;
  private @Nullable DaemonLink daemon;
  private volatile IntConsumer onExit = _ -> {};

  /**
   * Makes a server that talks over two streams; nothing is read before {@link #run}.
   *
   * @param environment says where the daemon is, for the commands that need one
   */
  public LanguageServer(InputStream in, OutputStream out, Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    registerLife();
    registerDocuments();
    panels = new Panels(documents, workers, this::editor, this::daemon, this::abilities);
    later = new LaterMethods(documents, assist, codeActions, references, panels::knowledge);
    router.later(this::registerRest);
    connection = new LspConnection(in, out, router, bugs);
    ProblemPages pages = pages(this.environment);
    diagnostics = new DiagnosticsFeature(documents, workers, connection.editor(), pages);
    workspace =
        new WorkspaceMethods(
            index,
            folders,
            new WorkspaceProblems(
                documents, folders, diagnostics, pages, workers, connection.editor()),
            connection.editor(),
            this::edits);
  }

  private void registerRest() {
    registerReads();
    registerFormatting();
    registerNames();
    registerViews();
    registerPairs();
    registerTokens();
    registerCommands();
    panels.register(router);
    later.register(router);
    WorkspaceMethods.register(router, this::workspace);
  }

  /** {@return the exit code: 0 after {@code shutdown}, else 1, as LSP says} */
  public int run() {
    connection.run();
    return exitCode();
  }

  /** Says what to do, with the exit code, when the editor says {@code exit}. */
  public void onExit(IntConsumer action) {
    onExit = action;
  }

  private int exitCode() {
    return router.isShutDown() ? 0 : 1;
  }

  private void registerLife() {
    router
        .request("initialize", JsonObject.class, this::initialize)
        .notification("initialized", InitializedParams.class, _ -> initialized())
        .request("shutdown", () -> () -> null)
        .notification("exit", Object.class, _ -> onExit.accept(exitCode()));
  }

  private Handler.Work initialize(JsonObject params) {
    var said = new Initialization(params);
    abilities = EditorAbilities.of(said);
    style = AssistStyle.of(said);
    edits = EditStyle.of(said);
    lazy = LazyStyle.of(said);
    later.initialize(new LaterMethods.Styles(style, edits, lazy));
    documents.count(style.unit());
    watchesFiles = WatchedFiles.canBeAsked(said);
    if (abilities.pullsProblems()) {
      diagnostics.waitToBeAsked();
    }
    workspace.initialize(said);
    return () -> Capabilities.answer(style, edits, lazy, abilities);
  }

  private void initialized() {
    // Our own extension watches by itself.
    if (watchesFiles && !abilities.hasPanels()) {
      CompletableFuture<?> _ = editor().register(WatchedFiles.registration());
    }
    if (abilities.hasPanels()) {
      panels.watch(diagnostics, abilities);
    }
    workspace.changed();
  }

  private EditorAbilities abilities() {
    return abilities;
  }

  private WorkspaceMethods workspace() {
    return workspace;
  }

  private EditStyle edits() {
    return edits;
  }

  private Editor editor() {
    return connection.editor();
  }

  private synchronized DaemonLink daemon() {
    if (daemon == null) {
      daemon = new DaemonLink(environment, Capabilities.version());
    }
    return daemon;
  }

  private static ProblemPages pages(Map<String, String> environment) {
    String docs = environment.getOrDefault(ProblemPages.VARIABLE, "");
    boolean isPath = !docs.isEmpty() && !docs.contains("://");
    return new ProblemPages(isPath ? Path.of(docs).toUri().toASCIIString() : docs);
  }

  private void registerCommands() {
    router
        .relay("workspace/executeCommand", ExecuteCommandParams.class, this::execute)
        .notification(
            "window/workDoneProgress/cancel",
            WorkDoneProgressCancelParams.class,
            params -> commands().progressCancelled(params.getToken().getLeft()))
        .relay("workspace/textDocumentContent", JsonObject.class, this::content);
  }

  /** What only the server has; what becomes of it is followed from then on. */
  private Handler.Work content(JsonObject params) {
    panels.watch(diagnostics, abilities);
    return () -> panels.views().content(params);
  }

  private Handler.Work execute(ExecuteCommandParams params) {
    RunCommands relay = commands();
    panels.watch(diagnostics, abilities);
    return () -> relay.execute(params);
  }

  private synchronized RunCommands commands() {
    if (commands == null) {
      commands =
          new RunCommands(
              daemon(),
              documents,
              new RunCommands.Surface(connection.editor(), diagnostics, workers, panels.views()),
              abilities);
    }
    return commands;
  }

  private void registerDocuments() {
    router
        .notification("textDocument/didOpen", DidOpenTextDocumentParams.class, this::opened)
        .notification("textDocument/didChange", DidChangeTextDocumentParams.class, this::changed)
        .notification("textDocument/didClose", DidCloseTextDocumentParams.class, this::closed)
        .notification("textDocument/didSave", DidSaveTextDocumentParams.class, _ -> refresh())
        .notification(
            "workspace/didChangeWatchedFiles", DidChangeWatchedFilesParams.class, _ -> refresh());
  }

  private void registerReads() {
    read(
        "textDocument/completion",
        CompletionParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) -> assist.complete(document, params.getPosition(), style, lazy));
    read(
        "textDocument/hover",
        HoverParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) ->
            assist.hover(
                document,
                params.getPosition(),
                style,
                offset ->
                    panels.knowledge().flatMap(known -> known.last().told(document, offset))));
    read(
        "textDocument/signatureHelp",
        SignatureHelpParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) -> assist.signature(document, params.getPosition(), style));
    read(
        "textDocument/definition",
        DefinitionParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) -> navigation.definition(document, params.getPosition()));
    read(
        "textDocument/documentSymbol",
        DocumentSymbolParams.class,
        params -> params.getTextDocument().getUri(),
        (document, _) -> navigation.symbols(document));
    read(
        "textDocument/codeAction",
        CodeActionParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) ->
            codeActions.actions(document, params.getRange(), kinds(params), edits, lazy));
  }

  private static List<String> kinds(CodeActionParams params) {
    var context = params.getContext();
    return context == null || context.getOnly() == null ? List.of() : context.getOnly();
  }

  private void registerNames() {
    router.cancellable("textDocument/references", ReferenceParams.class, this::references);
    read(
        "textDocument/documentHighlight",
        DocumentHighlightParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) -> navigation.highlights(document, params.getPosition()));
    read(
        "textDocument/prepareRename",
        PrepareRenameParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) -> renames.prepare(document, params.getPosition()));
    read(
        "textDocument/rename",
        RenameParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) ->
            renames.rename(document, params.getPosition(), params.getNewName(), edits));
  }

  private Handler.Work references(ReferenceParams params, BooleanSupplier isCancelled) {
    var document = documents.find(params.getTextDocument().getUri());
    boolean withDeclaration = params.getContext().isIncludeDeclaration();
    return () ->
        document
            .map(
                found ->
                    navigation.references(
                        found, params.getPosition(), withDeclaration, isCancelled))
            .orElse(null);
  }

  private void registerViews() {
    read(
        "textDocument/foldingRange",
        FoldingRangeRequestParams.class,
        params -> params.getTextDocument().getUri(),
        (document, _) -> views.folds(document));
    read(
        "textDocument/selectionRange",
        SelectionRangeParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) -> views.selections(document, params.getPositions()));
    read(
        "textDocument/documentLink",
        DocumentLinkParams.class,
        params -> params.getTextDocument().getUri(),
        (document, _) -> views.links(document));
    read(
        "textDocument/codeLens",
        CodeLensParams.class,
        params -> params.getTextDocument().getUri(),
        (document, _) -> lenses(document));
    read(
        "textDocument/inlineValue",
        InlineValueParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) ->
            inlineValues.values(
                document, params.getRange(), params.getContext().getStoppedLocation()));
    router.relay("textDocument/inlayHint", InlayHintParams.class, this::hints);
    router.request("textDocument/diagnostic", DocumentDiagnosticParams.class, this::problems);
  }

  private Handler.Work problems(DocumentDiagnosticParams params) {
    var document = documents.find(params.getTextDocument().getUri());
    return () ->
        document
            .map(found -> report(found, params.getPreviousResultId()))
            .orElseGet(DiagnosticsFeature::nothingToReport);
  }

  /** An editor that has not heard of the change that came meanwhile asks again. */
  private DocumentDiagnosticReport report(DocumentSnapshot document, @Nullable String previous) {
    try {
      return diagnostics.report(document, previous);
    } catch (OutdatedException outdated) {
      throw new ResponseErrorException(
          new ResponseError(
              ResponseErrorCode.ServerCancelled,
              outdated.getMessage(),
              new DiagnosticServerCancellationData(true)));
    }
  }

  private void registerPairs() {
    read(
        "textDocument/linkedEditingRange",
        LinkedEditingRangeParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) -> pairs.linked(document, params.getPosition()));
    read(
        "textDocument/prepareCallHierarchy",
        CallHierarchyPrepareParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) -> pairs.prepare(document, params.getPosition()));
    read(
        "callHierarchy/incomingCalls",
        CallHierarchyIncomingCallsParams.class,
        params -> params.getItem().getUri(),
        (document, params) -> pairs.incoming(document, params.getItem().getName()));
    read(
        "callHierarchy/outgoingCalls",
        CallHierarchyOutgoingCallsParams.class,
        params -> params.getItem().getUri(),
        (document, params) -> pairs.outgoing(document, params.getItem().getName()));
  }

  /** What a daemon has to be asked for does not keep others from computing. */
  private Handler.Work hints(InlayHintParams params) {
    var document = documents.find(params.getTextDocument().getUri());
    return () -> document.map(found -> later.hints(found, params.getRange())).orElse(null);
  }

  private List<CodeLens> lenses(DocumentSnapshot document) {
    var all = new ArrayList<>(views.lenses(document));
    if (abilities.hasPanels()) {
      all.addAll(views.debugLenses(document));
    }
    panels
        .knowledge()
        .ifPresent(known -> all.addAll(known.runs().lenses(document, abilities.hasPanels())));
    if (abilities.showsReferences()) {
      all.addAll(references.lenses(document));
    }
    return all;
  }

  private void registerTokens() {
    read(
        "textDocument/semanticTokens/full",
        SemanticTokensParams.class,
        params -> params.getTextDocument().getUri(),
        (document, _) -> tokens.whole(document));
    read(
        "textDocument/semanticTokens/full/delta",
        SemanticTokensDeltaParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) -> tokens.since(document, params.getPreviousResultId()));
    read(
        "textDocument/semanticTokens/range",
        SemanticTokensRangeParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) -> tokens.within(document, params.getRange()));
  }

  /** What is read from one document; of a document that is not open it is an empty answer. */
  @FunctionalInterface
  private interface Read<P> {
    @Nullable Object answer(DocumentSnapshot document, P params);
  }

  private void registerFormatting() {
    read(
        "textDocument/formatting",
        DocumentFormattingParams.class,
        params -> params.getTextDocument().getUri(),
        (document, _) -> formatting.format(document));
    read(
        "textDocument/rangeFormatting",
        DocumentRangeFormattingParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) -> formatting.formatRange(document, params.getRange()));
    read(
        "textDocument/onTypeFormatting",
        DocumentOnTypeFormattingParams.class,
        params -> params.getTextDocument().getUri(),
        (document, params) -> formatting.beginLine(document, params.getPosition()));
  }

  private <P> void read(String method, Class<P> type, Function<P, String> uri, Read<P> read) {
    Handler<P> handler =
        params -> {
          var document = documents.find(uri.apply(params));
          return () -> document.map(found -> answer(read, found, params)).orElse(null);
        };
    router.request(method, type, handler);
  }

  private static <P> @Nullable Object answer(Read<P> read, DocumentSnapshot document, P params) {
    try {
      return read.answer(document, params);
    } catch (OutdatedException outdated) {
      throw new ResponseErrorException(
          new ResponseError(ResponseErrorCode.ContentModified, outdated.getMessage(), null));
    }
  }

  private void opened(DidOpenTextDocumentParams params) {
    var item = params.getTextDocument();
    DocumentSnapshot document = documents.open(item.getUri(), item.getVersion(), item.getText());
    diagnostics.opened(document);
    panels.changed(document);
  }

  private void changed(DidChangeTextDocumentParams params) {
    var id = params.getTextDocument();
    int version = id.getVersion() == null ? 0 : id.getVersion();
    List<DocumentStore.Change> changes =
        params.getContentChanges().stream().map(LanguageServer::change).toList();
    documents
        .change(id.getUri(), version, changes)
        .ifPresent(
            document -> {
              diagnostics.changed(document);
              panels.changed(document);
            });
    FileForm form = FileForm.of(id.getUri());
    if (form == FileForm.PROSE || form == FileForm.PART) {
      documents.refresh().forEach(diagnostics::touched);
    }
  }

  private static DocumentStore.Change change(TextDocumentContentChangeEvent event) {
    return event.getRange() == null
        ? new DocumentStore.Change.Whole(event.getText())
        : new DocumentStore.Change.Ranged(
            Places.place(event.getRange().getStart()),
            Places.place(event.getRange().getEnd()),
            event.getText());
  }

  private void closed(DidCloseTextDocumentParams params) {
    String uri =
        documents
            .close(params.getTextDocument().getUri())
            .map(DocumentSnapshot::uri)
            .orElse(params.getTextDocument().getUri());
    diagnostics.closed(uri);
    tokens.closed(uri);
    workspace.closed(uri);
    panels.closed(uri);
  }

  /** A file beside the documents may have changed: a prompt, a catalogue of tools. */
  private void refresh() {
    documents.refresh().forEach(diagnostics::reopened);
    workspace.changed();
  }

  @Override
  public synchronized void close() {
    panels.close();
    if (commands != null) {
      commands.close();
    }
    if (daemon != null) {
      daemon.close();
    }
    workers.close();
  }
}

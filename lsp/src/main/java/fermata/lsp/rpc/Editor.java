package fermata.lsp.rpc;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ShowDocumentParams;
import org.eclipse.lsp4j.ShowDocumentResult;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.jspecify.annotations.Nullable;

/**
 * The other end: what the server may tell and ask an editor.
 *
 * <p>Thread-safe.
 */
public final class Editor {

  private static final String CREATE_PROGRESS = "window/workDoneProgress/create";
  private static final String SHOW_MESSAGE_REQUEST = "window/showMessageRequest";
  private static final String SHOW_DOCUMENT = "window/showDocument";
  private static final String REGISTER = "client/registerCapability";
  private static final String REFRESH_LENSES = "workspace/codeLens/refresh";
  private static final String REFRESH_HINTS = "workspace/inlayHint/refresh";
  private static final String REFRESH_CONTENT = "workspace/textDocumentContent/refresh";
  private static final String REFRESH_DIAGNOSTICS = "workspace/diagnostic/refresh";

  /** The requests to the editor; a reply is read with the type that stands here. */
  static final Map<String, JsonRpcMethod> METHODS =
      Map.of(
          CREATE_PROGRESS,
          JsonRpcMethod.request(CREATE_PROGRESS, Void.class, WorkDoneProgressCreateParams.class),
          SHOW_MESSAGE_REQUEST,
          JsonRpcMethod.request(
              SHOW_MESSAGE_REQUEST, MessageActionItem.class, ShowMessageRequestParams.class),
          SHOW_DOCUMENT,
          JsonRpcMethod.request(SHOW_DOCUMENT, ShowDocumentResult.class, ShowDocumentParams.class),
          REGISTER,
          JsonRpcMethod.request(REGISTER, Void.class, RegistrationParams.class),
          REFRESH_LENSES,
          JsonRpcMethod.request(REFRESH_LENSES, Void.class),
          REFRESH_HINTS,
          JsonRpcMethod.request(REFRESH_HINTS, Void.class),
          REFRESH_CONTENT,
          JsonRpcMethod.request(REFRESH_CONTENT, Void.class, JsonObject.class),
          REFRESH_DIAGNOSTICS,
          JsonRpcMethod.request(REFRESH_DIAGNOSTICS, Void.class));

  private final Endpoint endpoint;

  Editor(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Shows the problems of a document; an empty list clears them. */
  public void publish(PublishDiagnosticsParams diagnostics) {
    endpoint.notify("textDocument/publishDiagnostics", diagnostics);
  }

  /** Shows a message without asking for anything. */
  public void show(MessageType type, String text) {
    endpoint.notify("window/showMessage", new MessageParams(type, text));
  }

  /** Tells how far a piece of work is; its token must have been created. */
  public void progress(ProgressParams progress) {
    endpoint.notify("$/progress", progress);
  }

  /** Sends a notification of ours, for editors that have an extension. */
  public void custom(String method, Object params) {
    endpoint.notify(method, params);
  }

  /** Asks for a progress display. */
  public CompletableFuture<?> createProgress(WorkDoneProgressCreateParams params) {
    return endpoint.request(CREATE_PROGRESS, params);
  }

  /** Shows a message with buttons; the reply is the one that was pressed, or null. */
  public CompletableFuture<@Nullable MessageActionItem> ask(ShowMessageRequestParams params) {
    return endpoint.request(SHOW_MESSAGE_REQUEST, params).thenApply(MessageActionItem.class::cast);
  }

  /** Has the editor ask for its lenses anew. */
  public CompletableFuture<?> refreshLenses() {
    return endpoint.request(REFRESH_LENSES, null);
  }

  /** Has the editor ask for its hints anew. */
  public CompletableFuture<?> refreshHints() {
    return endpoint.request(REFRESH_HINTS, null);
  }

  /** Has the editor ask for the problems anew. */
  public CompletableFuture<?> refreshDiagnostics() {
    return endpoint.request(REFRESH_DIAGNOSTICS, null);
  }

  /** Has the editor ask anew for a text that only the server has. */
  public CompletableFuture<?> refreshContent(String uri) {
    var params = new JsonObject();
    params.addProperty("uri", uri);
    return endpoint.request(REFRESH_CONTENT, params);
  }

  /** Opens a document. */
  public CompletableFuture<@Nullable ShowDocumentResult> open(ShowDocumentParams params) {
    return endpoint.request(SHOW_DOCUMENT, params).thenApply(ShowDocumentResult.class::cast);
  }

  /** Registers a capability that was not advertised statically. */
  public CompletableFuture<?> register(RegistrationParams params) {
    return endpoint.request(REGISTER, params);
  }
}

package fermata.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/** An editor that speaks to a {@code fermata lsp} process, and shows what it publishes. */
final class Editor implements AutoCloseable {

  private static final long WAIT_SECONDS = 30;

  private final Process process;
  private final LanguageServer server;
  private final Map<String, BlockingQueue<List<Diagnostic>>> published = new ConcurrentHashMap<>();

  Editor(Fermata fermata) {
    try {
      process =
          fermata.builder(List.of("lsp")).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var launcher =
        LSPLauncher.createClientLauncher(
            new Screen(), process.getInputStream(), process.getOutputStream());
    var _ = launcher.startListening();
    server = launcher.getRemoteProxy();
    var params = new InitializeParams();
    params.setCapabilities(new ClientCapabilities());
    await(server.initialize(params));
    server.initialized(new InitializedParams());
  }

  /** Opens a document and waits for its problems. */
  List<Diagnostic> problems(String uri, String text) {
    BlockingQueue<List<Diagnostic>> queue = queue(uri);
    server
        .getTextDocumentService()
        .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "fermata", 1, text)));
    try {
      List<Diagnostic> problems = queue.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      if (problems == null) {
        throw new AssertionError("nothing was published for " + uri);
      }
      return problems;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private BlockingQueue<List<Diagnostic>> queue(String uri) {
    return published.computeIfAbsent(uri, _ -> new LinkedBlockingQueue<>());
  }

  private static <T> T await(java.util.concurrent.CompletableFuture<T> reply) {
    try {
      return reply.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the language server did not answer", e);
    }
  }

  @Override
  public void close() {
    await(server.shutdown());
    server.exit();
    process.destroy();
  }

  /** What the server tells the editor. */
  private final class Screen implements LanguageClient {

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams params) {
      queue(params.getUri()).add(params.getDiagnostics());
    }

    @Override
    public void telemetryEvent(Object event) {}

    @Override
    public void showMessage(MessageParams message) {}

    @Override
    public java.util.concurrent.CompletableFuture<MessageActionItem> showMessageRequest(
        ShowMessageRequestParams request) {
      return java.util.concurrent.CompletableFuture.completedFuture(null);
    }

    @Override
    public void logMessage(MessageParams message) {}
  }
}

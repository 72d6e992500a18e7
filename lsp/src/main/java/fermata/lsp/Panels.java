package fermata.lsp;

import com.google.gson.JsonObject;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.DocumentStore;
import fermata.lsp.document.OutdatedException;
import fermata.lsp.feature.DiagnosticsFeature;
import fermata.lsp.feature.PictureFeature;
import fermata.lsp.relay.DaemonLink;
import fermata.lsp.relay.DaemonWatch;
import fermata.lsp.relay.EditorAbilities;
import fermata.lsp.relay.HeldRuns;
import fermata.lsp.relay.LastRuns;
import fermata.lsp.relay.PanelRequests;
import fermata.lsp.relay.PanelStreams;
import fermata.lsp.relay.RunFacts;
import fermata.lsp.relay.RunKnowledge;
import fermata.lsp.relay.Views;
import fermata.lsp.rpc.Editor;
import fermata.lsp.rpc.Handler;
import fermata.lsp.rpc.LspRouter;
import fermata.lsp.rpc.Workers;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The methods of ours that an editor with panels calls, beside those of LSP: {@code
 * fermata/request} and {@code fermata/ack} to the daemon, {@code fermata/graph}, {@code
 * fermata/svg} and {@code fermata/agent} to a document. What comes back by itself is {@code
 * fermata/events} and {@code fermata/daemon}.
 *
 * <p>Thread-safe. Nothing of the daemon's is touched before the first request.
 */
final class Panels implements AutoCloseable {

  private final Supplier<Editor> editor;
  private final Supplier<DaemonLink> daemon;
  private final Supplier<EditorAbilities> abilities;
  private final DocumentStore documents;
  private final Workers workers;
  private final PictureFeature pictures = new PictureFeature();
  private @Nullable PanelStreams streams;
  private @Nullable Views views;
  private @Nullable Thread watching;
  private @Nullable RunKnowledge facts;

  Panels(
      DocumentStore documents,
      Workers workers,
      Supplier<Editor> editor,
      Supplier<DaemonLink> daemon,
      Supplier<EditorAbilities> abilities) {
    this.abilities = abilities;
    this.documents = documents;
    this.workers = workers;
    this.editor = editor;
    this.daemon = daemon;
  }

  void register(LspRouter router) {
    router
        .relay("fermata/request", JsonObject.class, this::request)
        .notification("fermata/ack", JsonObject.class, params -> streams().acknowledge(params));
    read(router, "fermata/graph", pictures::graph);
    read(router, "fermata/svg", pictures::svg);
    read(router, "fermata/agent", pictures::agent);
  }

  /** From now on the editor is told how the daemon is, and what runs have to do with its texts. */
  synchronized void watch(DiagnosticsFeature diagnostics, EditorAbilities abilities) {
    if (watching == null) {
      var held = new HeldRuns(daemon.get(), documents, diagnostics, workers);
      var runs = new RunFacts();
      var found =
          new RunKnowledge(
              runs, held, new LastRuns(daemon.get(), runs, documents, workers), views());
      facts = found;
      watching =
          workers.start(
              "daemon-watch",
              () -> new DaemonWatch(daemon.get(), editor.get(), abilities, found, workers).run());
    }
  }

  /** A document was opened or changed. */
  synchronized void changed(DocumentSnapshot document) {
    if (facts != null) {
      facts.held().changed(document.uri());
    }
  }

  /** {@return what is known of runs; empty before the daemon is watched} */
  synchronized Optional<RunKnowledge> knowledge() {
    return Optional.ofNullable(facts);
  }

  /** The params of what is asked of a document. */
  static final class DocumentParams {

    private @Nullable TextDocumentIdentifier textDocument;

    String uri() {
      return textDocument == null ? "" : textDocument.getUri();
    }
  }

  private void read(
      LspRouter router, String method, Function<DocumentSnapshot, @Nullable Object> read) {
    router.request(method, DocumentParams.class, params -> () -> newest(params.uri(), read));
  }

  /** What a panel shows is of the text as it is: if it changes meanwhile it is looked at again. */
  private @Nullable Object newest(String uri, Function<DocumentSnapshot, @Nullable Object> read) {
    while (true) {
      try {
        return documents.find(uri).map(read).orElse(null);
      } catch (OutdatedException _) {
        // Once more, of the text that took its place.
      }
    }
  }

  private Handler.Work request(JsonObject params) {
    return () -> new PanelRequests(daemon.get(), streams()).answer(params);
  }

  /** {@return the texts that the server alone has} */
  synchronized Views views() {
    if (views == null) {
      views = new Views(daemon.get(), documents, editor.get(), abilities.get());
    }
    return views;
  }

  /** A document was closed. */
  synchronized void closed(String uri) {
    if (views != null) {
      views.closed(uri);
    }
  }

  private synchronized PanelStreams streams() {
    if (streams == null) {
      streams = new PanelStreams(editor.get(), workers);
    }
    return streams;
  }

  @Override
  public synchronized void close() {
    if (views != null) {
      views.close();
    }
    if (watching != null) {
      watching.interrupt();
    }
    if (streams != null) {
      streams.close();
    }
  }
}

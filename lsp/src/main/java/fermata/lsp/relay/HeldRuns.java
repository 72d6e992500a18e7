package fermata.lsp.relay;

import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.Symbol;
import fermata.definition.text.Span;
import fermata.lsp.convert.Diagnostics;
import fermata.lsp.convert.Places;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.DocumentStore;
import fermata.lsp.document.OutdatedException;
import fermata.lsp.feature.DiagnosticsFeature;
import fermata.lsp.rpc.Workers;
import fermata.wire.method.Methods;
import fermata.wire.method.agent.AgentImpactParams;
import fermata.wire.method.agent.AgentImpactResult;
import fermata.wire.method.agent.ImpactObstacle;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;

/**
 * Tells, while a definition is edited, which waiting runs could not go on with it, at the node that
 * breaks them. It asks a daemon that is there, once the text has been quiet for a while, and starts
 * none.
 *
 * <p>Thread-safe.
 */
public final class HeldRuns {

  /** How long after the last change the daemon is asked. */
  public static final Duration QUIET = Duration.ofMillis(400);

  /** The code of the diagnostics. */
  static final String CODE = "impact/obstructed";

  private final DaemonLink daemon;
  private final DocumentStore documents;
  private final DiagnosticsFeature diagnostics;
  private final Workers workers;
  private final Map<String, ScheduledFuture<?>> pending = new ConcurrentHashMap<>();

  /** Asks a daemon about the open documents. */
  public HeldRuns(
      DaemonLink daemon, DocumentStore documents, DiagnosticsFeature diagnostics, Workers workers) {
    this.daemon = daemon;
    this.documents = documents;
    this.diagnostics = diagnostics;
    this.workers = workers;
  }

  /** A document is not what it was. */
  public void changed(String uri) {
    pending.compute(
        uri,
        (_, waiting) -> {
          if (waiting != null) {
            waiting.cancel(false);
          }
          return workers.later(QUIET, () -> workers.start("impact", () -> ask(uri)));
        });
  }

  /** The sessions are not what they were. */
  void sessionsChanged() {
    documents.all().forEach(document -> changed(document.uri()));
  }

  private void ask(String uri) {
    try {
      documents.find(uri).filter(document -> document.analysis().isUsable()).ifPresent(this::ask);
    } catch (OutdatedException _) {
      // It is asked again once the text has been quiet.
      return;
    }
  }

  private void ask(DocumentSnapshot document) {
    try {
      Optional<FermataClient> client = daemon.find();
      if (client.isPresent()) {
        var params = new AgentImpactParams(document.uri(), document.text());
        show(document.uri(), client.get().call(Methods.AGENT_IMPACT, params));
      }
    } catch (FermataException _) {
      // A fact of the daemon that is not to be had is no problem of the text.
      return;
    }
  }

  private void show(String uri, AgentImpactResult impact) {
    Map<ImpactObstacle, Integer> runs = new LinkedHashMap<>();
    impact.runs().stream()
        .flatMap(run -> run.obstacles().stream().distinct())
        .forEach(obstacle -> runs.merge(obstacle, 1, Integer::sum));
    List<Map.Entry<ImpactObstacle, Integer>> all = List.copyOf(runs.entrySet());
    // The place is looked up each time, because the text goes on changing.
    diagnostics.noted(
        uri,
        document ->
            all.stream()
                .map(entry -> diagnostic(document, entry.getKey(), entry.getValue()))
                .toList());
  }

  private static Diagnostic diagnostic(
      DocumentSnapshot document, ImpactObstacle obstacle, int runs) {
    String who = runs == 1 ? "a waiting run" : runs + " waiting runs";
    return new Diagnostic(
        Places.range(document, place(document.reading().index(), obstacle)),
        who + " could not go on with this definition: " + obstacle.message(),
        DiagnosticSeverity.Warning,
        Diagnostics.SOURCE,
        CODE);
  }

  /** A node that is gone is told where the nodes are. */
  private static Span place(DefinitionIndex index, ImpactObstacle obstacle) {
    return Optional.ofNullable(obstacle.node())
        .flatMap(node -> index.findDeclaration(Symbol.node(node)))
        .map(found -> found.name())
        .or(() -> index.findPlace("agent"))
        .orElse(Span.at(0));
  }
}

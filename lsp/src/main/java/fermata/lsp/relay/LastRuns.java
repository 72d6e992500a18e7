package fermata.lsp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.definition.index.SymbolKind;
import fermata.lsp.convert.Places;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.DocumentStore;
import fermata.lsp.rpc.Workers;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.Failure;
import fermata.wire.event.StepFact;
import fermata.wire.event.StepStatus;
import fermata.wire.method.Methods;
import fermata.wire.method.events.EventsReadParams;
import fermata.wire.method.events.EventsReadResult;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.session.SessionSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/**
 * What each node did in the last run of a definition, as hints beside their names and in hovers:
 * how often it ended, how, how long it took, and what it gave. It asks a daemon that is there and
 * starts none.
 *
 * <p>Thread-safe. Limits: the first {@value #EVENTS_MAX} steps' events of a run count, and the
 * first {@value #VALUE_CHARS_MAX} characters of a value.
 */
public final class LastRuns {

  /** How many events of a run are read. */
  static final int EVENTS_MAX = 1_000;

  /** How much of what a node gave is shown. */
  static final int VALUE_CHARS_MAX = 1_000;

  private static final List<String> TYPES = List.of("step.started", "step.finished");

  private final DaemonLink daemon;
  private final RunFacts facts;
  private final DocumentStore documents;
  private final Workers workers;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** Asks a daemon about the sessions that are known. */
  public LastRuns(DaemonLink daemon, RunFacts facts, DocumentStore documents, Workers workers) {
    this.daemon = daemon;
    this.facts = facts;
    this.documents = documents;
    this.workers = workers;
  }

  private record Known(String head, Map<String, NodeRun> nodes) {}

  /**
   * What a node did.
   *
   * @param gave what it set the last time, or why it failed
   */
  private record NodeRun(
      int begun, int ended, @Nullable StepStatus last, Duration took, String gave) {

    static final NodeRun NONE = new NodeRun(0, 0, null, Duration.ZERO, "");

    String words() {
      String times = begun > 1 ? " " + begun + "×" : "";
      if (last == null) {
        return "under way" + times;
      }
      String how = last.equals(StepStatus.SUCCESS) ? "✓" : "✗ " + last.wireName();
      return how + times + " " + took.toMillis() + " ms";
    }

    String text() {
      return "In the last run: " + words() + (gave.isEmpty() ? "" : "\n\n" + fenced(gave));
    }

    /** Nothing in a value of a run may end the block that it is shown in. */
    private static String fenced(String value) {
      return "```\n" + value.replace("```", "'''") + "\n```";
    }
  }

  /** {@return a hint for each node in a range that the last run came to, without a tooltip} */
  public List<InlayHint> hints(DocumentSnapshot document, Range range) {
    Map<String, NodeRun> nodes = facts.newest(document).map(this::nodes).orElse(Map.of());
    return nodes.isEmpty()
        ? List.of()
        : document.reading().index().declarations().stream()
            .filter(found -> found.symbol().kind() == SymbolKind.NODE)
            .flatMap(
                found ->
                    Stream.ofNullable(nodes.get(found.symbol().name()))
                        .map(run -> hint(document, found.name().end(), run)))
            .filter(hint -> isWithin(hint, range))
            .toList();
  }

  private static InlayHint hint(DocumentSnapshot document, int end, NodeRun run) {
    // The colon belongs to the name.
    var hint = new InlayHint(Places.position(document, end + 1), Either.forLeft(run.words()));
    hint.setPaddingLeft(true);
    return hint;
  }

  /** {@return what the node of a hint did last, as its tooltip tells it} */
  public Optional<String> tooltip(DocumentSnapshot document, InlayHint hint) {
    // The hint stands behind the colon of the name.
    return told(document, Places.offset(document, hint.getPosition()) - 1);
  }

  /**
   * {@return what the node whose name is at an offset did last, as far as it is known now}
   *
   * <p>Nobody who points at a name waits for a daemon: what is not known yet is asked for beside.
   */
  public Optional<String> told(DocumentSnapshot document, int offset) {
    return document
        .reading()
        .index()
        .findSymbolAt(offset)
        .filter(found -> found.kind() == SymbolKind.NODE)
        .flatMap(found -> Optional.ofNullable(glance(document).get(found.name())))
        .map(NodeRun::text);
  }

  /** The sessions are not what they were: what is open is asked for, before anybody wants it. */
  void sessionsChanged() {
    documents.all().forEach(document -> facts.newest(document).ifPresent(this::nodes));
  }

  private Map<String, NodeRun> glance(DocumentSnapshot document) {
    Optional<SessionSummary> session = facts.newest(document);
    Known before = session.map(newest -> known.get(newest.session())).orElse(null);
    session
        .filter(newest -> before == null || !before.head().equals(headOf(newest)))
        .ifPresent(newest -> workers.start("last-run", () -> nodes(newest)));
    return before == null ? Map.of() : before.nodes();
  }

  private static String headOf(SessionSummary session) {
    RunSummary run = session.run();
    return (run == null ? "" : run.run()) + " " + session.head();
  }

  private static boolean isWithin(InlayHint hint, Range range) {
    int line = hint.getPosition().getLine();
    return range.getStart().getLine() <= line && line <= range.getEnd().getLine();
  }

  private Map<String, NodeRun> nodes(SessionSummary session) {
    RunSummary run = session.run();
    if (run == null) {
      return Map.of();
    }
    String head = headOf(session);
    Known before = known.get(session.session());
    if (before != null && before.head().equals(head)) {
      return before.nodes();
    }
    try {
      Map<String, NodeRun> nodes =
          daemon.find().map(client -> read(client, session.session(), run.run())).orElse(Map.of());
      known.put(session.session(), new Known(head, nodes));
      return nodes;
    } catch (FermataException _) {
      return Map.of();
    }
  }

  private static Map<String, NodeRun> read(FermataClient client, String session, String run) {
    var params =
        new EventsReadParams(
            session, null, EVENTS_MAX, 0, null, TYPES, List.of(run), null, null, null);
    EventsReadResult read = client.call(Methods.EVENTS_READ, params);
    Map<String, NodeRun> nodes = new HashMap<>();
    Map<String, EventEnvelope> begun = new HashMap<>();
    for (EventEnvelope event : read.events()) {
      if (event.fact() instanceof StepFact.Started started) {
        begun.put(started.step(), event);
        NodeRun before = nodes.getOrDefault(started.node(), NodeRun.NONE);
        nodes.put(
            started.node(),
            new NodeRun(
                before.begun() + 1, before.ended(), before.last(), before.took(), before.gave()));
      } else if (event.fact() instanceof StepFact.Finished finished) {
        nodes.merge(finished.node(), ended(begun, event, finished), LastRuns::sum);
      }
    }
    return Map.copyOf(nodes);
  }

  private static NodeRun ended(
      Map<String, EventEnvelope> begun, EventEnvelope event, StepFact.Finished finished) {
    Instant from = Optional.ofNullable(begun.get(finished.step())).orElse(event).at();
    return new NodeRun(0, 1, finished.status(), Duration.between(from, event.at()), gave(finished));
  }

  private static String gave(StepFact.Finished finished) {
    Failure error = finished.error();
    JsonNode outputs = finished.outputs();
    String all =
        error != null
            ? error.message()
            : outputs == null || outputs.isEmpty() ? "" : outputs.toPrettyString();
    return all.length() <= VALUE_CHARS_MAX ? all : all.substring(0, VALUE_CHARS_MAX) + " …";
  }

  private static NodeRun sum(NodeRun before, NodeRun ended) {
    return new NodeRun(
        before.begun(),
        before.ended() + 1,
        Objects.requireNonNull(ended.last()),
        before.took().plus(ended.took()),
        ended.gave());
  }
}

package fermata.lsp.relay;

import com.google.gson.JsonObject;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.definition.graph.BoxText;
import fermata.definition.graph.Glyphs;
import fermata.definition.graph.Picture;
import fermata.definition.model.AgentDefinition;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.DocumentStore;
import fermata.lsp.rpc.Editor;
import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.debug.RunPositionParams;
import fermata.wire.method.debug.RunPositionResult;
import fermata.wire.method.events.EventsReadParams;
import fermata.wire.method.events.EventsReadResult;
import fermata.wire.method.events.ReadDirection;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ShowDocumentParams;
import org.jspecify.annotations.Nullable;

/**
 * Texts that are no files of anybody's: the events of a session, the definition that its newest run
 * has, the graph of a document.
 *
 * <p>Editors that know LSP 3.18 open them by a URI of their own and are told when one has changed;
 * others get a file that is gone when the server ends. Thread-safe.
 *
 * <ul>
 *   <li>{@code fermata:/sessions/SESSION/events.jsonl}
 *   <li>{@code fermata:/sessions/SESSION/definition/NAME}
 *   <li>{@code fermata:/graph/NAME.txt?URI}
 * </ul>
 */
public final class Views implements AutoCloseable {

  /** The scheme of the URIs. */
  public static final String SCHEME = "fermata";

  /** How many events a text has at most; of more the newest are shown. */
  static final int EVENTS_MAX = 10_000;

  /** How many texts are kept in mind to be told of, at most. */
  private static final int SEEN_MAX = 100;

  private static final int PAGE = 1_000;
  private static final int COLUMNS = 120;
  private static final String EVENTS = "events.jsonl";
  private static final String DEFINITION = "definition";

  private final DaemonLink daemon;
  private final DocumentStore documents;
  private final Editor editor;
  private final EditorAbilities abilities;
  private final ShownFiles files = new ShownFiles();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /** Shows to an editor what it can show. */
  public Views(
      DaemonLink daemon, DocumentStore documents, Editor editor, EditorAbilities abilities) {
    this.daemon = daemon;
    this.documents = documents;
    this.editor = editor;
    this.abilities = abilities;
  }

  /** {@return where the events of a session are shown} */
  JsonObject openSession(String session) {
    return show(uri("/sessions/" + session + "/" + EVENTS, null));
  }

  /** {@return where the definition is shown that the newest run of a session has} */
  JsonObject openDefinition(String session) {
    String file = position(session).file();
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    return show(uri("/sessions/" + session + "/" + DEFINITION + "/" + name, null));
  }

  /** {@return where the graph of a document is shown} */
  JsonObject showGraph(String uri) {
    AgentDefinition definition = definition(uri);
    return show(uri("/graph/" + definition.name().value() + ".txt", uri));
  }

  private static String uri(String path, @Nullable String query) {
    try {
      return new URI(SCHEME, null, path, query, null).toASCIIString();
    } catch (URISyntaxException impossible) {
      throw CommandArguments.refused("'" + path + "' names nothing that can be shown");
    }
  }

  private JsonObject show(String uri) {
    String text = text(uri);
    boolean isContent = abilities.readsContents() && abilities.showsDocuments();
    String shown = isContent ? uri : file(uri, text);
    if (abilities.showsDocuments()) {
      var params = new ShowDocumentParams(shown);
      params.setTakeFocus(true);
      CompletableFuture<?> _ = editor.open(params);
    } else if (!abilities.hasPanels()) {
      editor.show(MessageType.Info, "see " + Path.of(URI.create(shown)));
    }
    if (isContent) {
      CompletableFuture<?> _ = editor.refreshContent(uri);
    }
    var reply = new JsonObject();
    reply.addProperty("uri", shown);
    return reply;
  }

  private String file(String uri, String text) {
    try {
      return files.write(URI.create(uri).getPath(), text).toUri().toString();
    } catch (IOException failure) {
      throw CommandArguments.failed("a file to show cannot be written: " + failure.getMessage());
    }
  }

  /** {@return the answer to {@code workspace/textDocumentContent}; blocks until it is known} */
  public JsonObject content(JsonObject params) {
    var answer = new JsonObject();
    answer.addProperty("text", text(CommandArguments.textIn(params, "uri")));
    return answer;
  }

  private String text(String uri) {
    try {
      return textOf(uri);
    } catch (FermataException e) {
      throw Refusals.of(e);
    }
  }

  private String textOf(String uri) {
    URI named = parse(uri);
    List<String> path =
        named == null || named.getPath() == null
            ? List.of()
            : List.of(named.getPath().substring(1).split("/"));
    if (path.size() == 3 && path.getFirst().equals("sessions") && path.get(2).equals(EVENTS)) {
      String text = events(path.get(1));
      remember(uri);
      return text;
    }
    if (path.size() == 4 && path.getFirst().equals("sessions") && path.get(2).equals(DEFINITION)) {
      String text = position(path.get(1)).text();
      return text == null ? "" : text;
    }
    if (named != null && path.size() == 2 && path.getFirst().equals("graph")) {
      return graph(String.valueOf(named.getQuery()));
    }
    throw CommandArguments.refused("'" + uri + "' names nothing that can be shown");
  }

  private static @Nullable URI parse(String uri) {
    try {
      var named = new URI(uri);
      return SCHEME.equals(named.getScheme()) && String.valueOf(named.getPath()).startsWith("/")
          ? named
          : null;
    } catch (URISyntaxException none) {
      return null;
    }
  }

  private void remember(String uri) {
    if (seen.size() < SEEN_MAX && abilities.readsContents()) {
      seen.add(uri);
    }
  }

  /** A document of ours was closed. */
  public void closed(String uri) {
    seen.remove(uri);
  }

  /** Something happened in some session: who looks at events is told to read them again. */
  public void sessionsChanged() {
    seen.forEach(
        uri -> {
          CompletableFuture<?> _ = editor.refreshContent(uri);
        });
  }

  private FermataClient client() {
    return daemon.find().orElseThrow(Refusals::noDaemon);
  }

  /** Backwards, because of a long session the end is what somebody looks for. */
  private String events(String session) {
    Deque<String> lines = new ArrayDeque<>();
    String cursor = null;
    boolean hasMore = true;
    while (hasMore && lines.size() < EVENTS_MAX) {
      EventsReadResult read = client().call(Methods.EVENTS_READ, backward(session, cursor));
      for (EventEnvelope event : read.events()) {
        lines.addFirst(Json.toText(event));
      }
      cursor = read.cursor();
      hasMore = read.hasMore() && !read.events().isEmpty();
    }
    if (hasMore) {
      lines.addFirst("{\"leftOut\":\"all before the newest " + EVENTS_MAX + " events\"}");
    }
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static EventsReadParams backward(String session, @Nullable String cursor) {
    return new EventsReadParams(
        session, cursor, PAGE, 0, ReadDirection.BACKWARD, null, null, null, null, null);
  }

  private RunPositionResult position(String session) {
    return client().call(Methods.RUN_POSITION, new RunPositionParams(session, null, null, true));
  }

  private String graph(String uri) {
    Picture picture = Picture.of(definition(uri));
    return String.join("\n", BoxText.draw(picture, COLUMNS, Glyphs.UNICODE)) + "\n";
  }

  private AgentDefinition definition(String uri) {
    Optional<DocumentSnapshot> document = documents.find(uri);
    AgentDefinition definition = document.map(found -> found.reading().definition()).orElse(null);
    if (definition == null) {
      throw CommandArguments.refused(
          "'" + uri + "' is no definition that is open (expected: the URI of a document)");
    }
    return definition;
  }

  @Override
  public void close() {
    files.close();
  }
}

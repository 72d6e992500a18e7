package fermata.lsp.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import fermata.client.FermataClient;
import fermata.lsp.rpc.Editor;
import fermata.lsp.rpc.Workers;
import fermata.wire.json.Json;
import fermata.wire.method.events.StartPosition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The streams of events that the panels of an editor follow, many over the one connection.
 *
 * <p>Thread-safe.
 */
public final class PanelStreams implements AutoCloseable {

  /** How many streams may be open at once. */
  static final int STREAMS_MAX = 64;

  private final Editor editor;
  private final Workers workers;
  private final Map<String, PanelStream> open = new ConcurrentHashMap<>();

  /** Sends to an editor. */
  public PanelStreams(Editor editor, Workers workers) {
    this.editor = editor;
    this.workers = workers;
  }

  /**
   * Opens a stream; its batches come as {@code fermata/events}.
   *
   * @param params {@code session} and {@code from} as those of {@code events/subscribe}, and {@code
   *     sub}: the name that the panel gives the stream, so that it knows the first batch
   */
  @Nullable JsonElement open(FermataClient client, ObjectNode params) {
    Wanted wanted = Json.read(params, Wanted.class);
    String sub = wanted.sub();
    if (open.size() >= STREAMS_MAX) {
      throw CommandArguments.refused("events/subscribe: more than " + STREAMS_MAX + " streams");
    }
    var stream = new PanelStream(sub, client.events(wanted.session(), wanted.from()), editor);
    PanelStream before = open.put(sub, stream);
    if (before != null) {
      before.close();
    }
    workers.start(
        "panel-" + sub,
        () -> {
          stream.run();
          open.remove(sub, stream);
        });
    return null;
  }

  /** What a panel asks for. */
  record Wanted(String sub, String session, StartPosition from) {}

  /** Ends a stream; one that has ended already is no error. */
  @Nullable JsonElement close(ObjectNode params) {
    PanelStream stream = open.remove(params.path("sub").asText());
    if (stream != null) {
      workers.start("panel-close", stream::close);
    }
    return null;
  }

  /** Gives a stream credit: the panel has shown the batch of a number and those before. */
  public void acknowledge(JsonObject params) {
    PanelStream stream = open.get(CommandArguments.textIn(params, "sub"));
    JsonElement batch = params.get("batch");
    if (stream != null && batch != null && batch.isJsonPrimitive()) {
      stream.acknowledge(batch.getAsLong());
    }
  }

  @Override
  public void close() {
    open.values().forEach(PanelStream::close);
  }
}

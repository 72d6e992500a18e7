package fermata.lsp.relay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonParser;
import fermata.client.EventStream;
import fermata.client.FermataException;
import fermata.client.StreamItem;
import fermata.lsp.rpc.Editor;
import fermata.wire.json.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * One stream of events to one panel. It sends a few batches ahead of what the panel has shown and
 * then takes nothing more from the daemon, so that a slow panel fills no memory and misses nothing.
 *
 * <p>{@link #run} belongs to one thread; the rest is thread-safe.
 */
final class PanelStream implements AutoCloseable {

  /** How many batches may be on their way to the panel. */
  static final int AHEAD_MAX = 4;

  /** How many events and pieces a batch has at most. */
  static final int ITEMS_MAX = 256;

  /** How much text a batch has, in UTF-16 units, beyond which nothing is added to it. */
  static final int TEXT_MAX = 256 * 1024;

  /** How long one wait for an event lasts; then it begins anew. */
  private static final Duration WAIT = Duration.ofMinutes(5);

  /** How long the daemon is left alone after it could not be reached. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final String sub;
  private final EventStream stream;
  private final Editor editor;
  private long sent;
  private long shown;
  private boolean isClosed;
  private boolean isLost;

  PanelStream(String sub, EventStream stream, Editor editor) {
    this.sub = sub;
    this.stream = stream;
    this.editor = editor;
  }

  /** Sends what happens, until the stream is closed or cannot go on. */
  void run() {
    try (stream) {
      while (awaitCredit()) {
        step();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (FermataException e) {
      say("ended", String.valueOf(e.getMessage()));
    }
  }

  private void step() throws InterruptedException {
    try {
      Optional<StreamItem> first = stream.next(WAIT);
      isLost = false;
      if (first.isPresent()) {
        send(batchOf(first.get()));
      }
    } catch (FermataException.Stopped
        | FermataException.Unreachable
        | FermataException.TimedOut e) {
      sayLost(String.valueOf(e.getMessage()));
      pause();
    }
  }

  private ObjectNode batchOf(StreamItem first) throws InterruptedException {
    ObjectNode batch = Json.mapper().createObjectNode().put("sub", sub);
    ArrayNode events = batch.putArray("events");
    ArrayNode deltas = batch.putArray("deltas");
    int room = TEXT_MAX;
    Optional<StreamItem> item = Optional.of(first);
    while (item.isPresent()) {
      room -= add(batch, item.get());
      boolean isFull = room <= 0 || events.size() + deltas.size() >= ITEMS_MAX;
      item = isFull ? Optional.empty() : waiting();
    }
    return batch.put("cursor", stream.cursor().toString());
  }

  /** {@return what has come already; a loss of the daemon shows after what came before it} */
  private Optional<StreamItem> waiting() throws InterruptedException {
    try {
      return stream.next(Duration.ZERO);
    } catch (FermataException _) {
      return Optional.empty();
    }
  }

  /** {@return how much text was added} */
  private static int add(ObjectNode batch, StreamItem item) {
    return switch (item) {
      case StreamItem.Event(var event) -> addTo(batch.withArray("events"), event);
      case StreamItem.Piece(var piece) -> addTo(batch.withArray("deltas"), piece);
      case StreamItem.Synced() -> {
        batch.put("synced", true);
        yield 0;
      }
      case StreamItem.Gap(var cause, var snapshot) -> {
        batch.set("gap", Json.toTree(snapshot).put("status", cause.wireName()));
        yield 0;
      }
      case StreamItem.Snapshot(var snapshot) -> {
        batch.set("snapshot", Json.toTree(snapshot));
        yield 0;
      }
      // A panel has credit of its own, and shows that it is behind by what it shows.
      case StreamItem.Lag _ -> 0;
    };
  }

  private static int addTo(ArrayNode list, Object item) {
    ObjectNode tree = Json.toTree(item);
    list.add(tree);
    return tree.toString().length();
  }

  private void send(ObjectNode batch) {
    synchronized (this) {
      batch.put("batch", ++sent);
    }
    editor.custom("fermata/events", JsonParser.parseString(batch.toString()));
  }

  private void sayLost(String message) {
    if (!isLost) {
      isLost = true;
      say("lost", message);
    }
  }

  private void say(String what, String message) {
    if (!isClosed()) {
      send(Json.mapper().createObjectNode().put("sub", sub).put(what, message));
    }
  }

  /** Whether the stream is still wanted, once there is room for a batch. */
  private synchronized boolean awaitCredit() throws InterruptedException {
    while (!isClosed && sent - shown >= AHEAD_MAX) {
      wait(WAIT.toMillis());
    }
    return !isClosed;
  }

  private synchronized void pause() throws InterruptedException {
    long end = System.nanoTime() + PAUSE.toNanos();
    long left = PAUSE.toMillis();
    while (!isClosed && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  private synchronized boolean isClosed() {
    return isClosed;
  }

  synchronized void acknowledge(long batch) {
    shown = Math.clamp(batch, shown, sent);
    notifyAll();
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      notifyAll();
    }
    stream.close();
  }
}

package fermata.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.client.HostedTool.ToolFailedException;
import fermata.wire.method.Methods;
import fermata.wire.method.tool.HostedMessage;
import fermata.wire.method.tool.ToolReportParams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is said about one call, by numbered messages; answers come with the calls. */
final class CallTalk implements HostedTalk, AutoCloseable {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final FermataClient client;
  private final String offer;
  private final String call;
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong heard = new AtomicLong();
  private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Map<String, Ear> ears = new ConcurrentHashMap<>();
  private long said;

  CallTalk(FermataClient client, String offer, String call) {
    this.client = client;
    this.offer = offer;
    this.call = call;
  }

  // In one piece: what is said second must not come first.
  private synchronized void say(String what, JsonNode value) {
    say(JSON.objectNode().set(what, value));
  }

  private synchronized void say(ObjectNode message) {
    said++;
    client.call(Methods.TOOL_REPORT, new ToolReportParams(offer, call, said, message));
  }

  /** {@return the number of the last message that was heard; 0 before the first} */
  long heard() {
    return heard.get();
  }

  /** Takes what is told; what was heard before does nothing. */
  void hear(HostedMessage told) {
    if (told.number() <= heard.get()) {
      return;
    }
    heard.set(told.number());
    String id = told.message().path("id").asText();
    Ear ear = ears.get(id);
    if (ear != null && told.message().has("event")) {
      ear.events().add(told.message().path("event"));
      return;
    }
    CompletableFuture<JsonNode> reply = waiting.remove(id);
    if (reply != null) {
      reply.complete(told.message());
    }
  }

  private String nextId() {
    return "m" + ids.incrementAndGet();
  }

  private CompletableFuture<JsonNode> ask(String what, JsonNode asked) {
    String id = nextId();
    ObjectNode value = JSON.objectNode();
    if (asked instanceof ObjectNode object) {
      value.setAll(object);
    }
    value.put("id", id);
    var reply = new CompletableFuture<JsonNode>();
    waiting.put(id, reply);
    try {
      say(what, value);
    } catch (FermataException failure) {
      waiting.remove(id);
      throw failure;
    }
    return reply;
  }

  private static JsonNode reply(CompletableFuture<JsonNode> coming)
      throws ToolFailedException, InterruptedException {
    JsonNode message;
    try {
      message = coming.get();
    } catch (ExecutionException ended) {
      throw new ToolFailedException(String.valueOf(ended.getCause()));
    }
    if (message.has("error")) {
      throw new ToolFailedException(message.path("error").asText());
    }
    return message;
  }

  @Override
  public void progress(String message, @Nullable Double value, @Nullable Double total) {
    ObjectNode told = JSON.objectNode().put("message", message);
    if (value != null) {
      told.put("value", value);
    }
    if (total != null) {
      told.put("total", total);
    }
    say("progress", told);
  }

  @Override
  public void output(String text) {
    say("output", JSON.textNode(text));
  }

  @Override
  public void display(String id, JsonNode bundle) {
    ObjectNode message = JSON.objectNode().put("displayId", id);
    message.set("display", bundle);
    say(message);
  }

  @Override
  public long publish(String schema, JsonNode data, List<String> tags)
      throws ToolFailedException, InterruptedException {
    ObjectNode event = JSON.objectNode().put("schema", schema);
    event.set("data", data);
    tags.forEach(event.putArray("tags")::add);
    return reply(ask("publish", event)).path("published").path("seq").asLong();
  }

  @Override
  public CompletableFuture<Optional<JsonNode>> waitForEvent(JsonNode selector, Duration timeout) {
    ObjectNode wait = JSON.objectNode().put("timeout", timeout.toMillis() + "ms");
    wait.set("event", selector);
    var found = new CompletableFuture<Optional<JsonNode>>();
    CompletableFuture<JsonNode> _ =
        ask("wait", wait)
            .whenComplete(
                (message, ended) -> {
                  if (message == null) {
                    found.completeExceptionally(ended);
                  } else if (message.has("error")) {
                    found.completeExceptionally(
                        new ToolFailedException(message.path("error").asText()));
                  } else {
                    found.complete(Optional.ofNullable(message.get("event")));
                  }
                });
    return found;
  }

  /** One who hears events, and the thread on which it does. */
  private record Ear(LinkedBlockingQueue<JsonNode> events, Thread thread) {}

  @Override
  public Listening onEvent(JsonNode selector, Consumer<JsonNode> handler) {
    String id = nextId();
    var events = new LinkedBlockingQueue<JsonNode>();
    Thread thread =
        Thread.ofVirtual().name("fermata-events-" + id).start(() -> passOn(events, handler));
    ears.put(id, new Ear(events, thread));
    ObjectNode listen = JSON.objectNode().put("id", id);
    listen.set("event", selector);
    try {
      say("listen", listen);
    } catch (FermataException failure) {
      end(id);
      throw failure;
    }
    return () -> {
      end(id);
      say("stop", JSON.objectNode().put("id", id));
    };
  }

  private static void passOn(LinkedBlockingQueue<JsonNode> events, Consumer<JsonNode> handler) {
    try {
      while (true) {
        handler.accept(events.take());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(String id) {
    Ear ear = ears.remove(id);
    if (ear != null) {
      ear.thread().interrupt();
    }
  }

  @Override
  public Optional<JsonNode> ask(JsonNode question)
      throws ToolFailedException, InterruptedException {
    return Optional.ofNullable(reply(ask("ask", question)).get("answer"));
  }

  /** Ends what waits: the call has ended. */
  @Override
  public void close() {
    List.copyOf(ears.keySet()).forEach(this::end);
    waiting.values().forEach(reply -> reply.cancel(false));
    waiting.clear();
  }
}

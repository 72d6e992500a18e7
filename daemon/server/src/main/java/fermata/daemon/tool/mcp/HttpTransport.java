package fermata.daemon.tool.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.platform.Threads;
import fermata.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A server behind streamable HTTP: a message is a request to its address, and what comes back is a
 * message or a stream of them.
 *
 * <p>Source: MCP 2025-11-25, transports. A stream that breaks is resumed after its last event where
 * its events have ids; where not, nobody knows how its request ended. Redirects are not followed,
 * since headers may hold keys.
 */
final class HttpTransport implements McpTransport {

  /** How long a message that wants no answer may take to be taken. */
  private static final Duration TAKEN_MAX = Duration.ofSeconds(30);

  private static final String SESSION = "Mcp-Session-Id";
  private static final String EVENTS = "text/event-stream";
  private static final int NOT_FOUND = 404;

  /** How often in a row a stream is resumed that brings nothing new. */
  private static final int RESUMES_MAX = 5;

  private static final Duration RESUME_PAUSE = Duration.ofMillis(500);
  private static final Duration RESUME_PAUSE_MAX = Duration.ofSeconds(30);

  private final McpServer server;
  private final McpServer.Launch.Http launch;
  private final HttpClient client;
  private final Receiver receiver;
  private final Map<Long, Thread> exchanges = new ConcurrentHashMap<>();
  private final Set<Long> unanswered = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String session;
  private volatile @Nullable String protocol;
  private volatile @Nullable Thread listening;
  private volatile Duration pause = RESUME_PAUSE;

  HttpTransport(
      McpServer server, McpServer.Launch.Http launch, HttpClient client, Receiver receiver) {
    this.server = server;
    this.launch = launch;
    this.client = client;
    this.receiver = receiver;
  }

  @Override
  public void send(JsonNode message) {
    boolean isCall = message.has("method");
    if (isCall && message.has("id")) {
      long id = message.path("id").asLong();
      unanswered.add(id);
      exchanges.put(id, start("ask", () -> ask(message, id)));
    } else if (isCall) {
      endCancelled(message);
      // What follows a notification is sent when the server has taken it.
      tell(message);
    } else {
      start("answer", () -> tell(message));
    }
  }

  private Thread start(String what, Runnable body) {
    return Threads.start("mcp-" + what + "-" + server.name(), body);
  }

  private void endCancelled(JsonNode message) {
    if (message.path("method").asText().equals("notifications/cancelled")) {
      Thread exchange = exchanges.remove(message.path("params").path("requestId").asLong(-1));
      if (exchange != null) {
        exchange.interrupt();
      }
    }
  }

  private HttpRequest.Builder request() {
    HttpRequest.Builder request = HttpRequest.newBuilder(launch.address());
    launch.headers().forEach(request::setHeader);
    String agreed = protocol;
    String known = session;
    if (agreed != null) {
      request.setHeader("MCP-Protocol-Version", agreed);
    }
    if (known != null) {
      request.setHeader(SESSION, known);
    }
    return request;
  }

  private HttpRequest post(JsonNode message) {
    return request()
        .setHeader("Content-Type", "application/json")
        .setHeader("Accept", "application/json, " + EVENTS)
        .POST(HttpRequest.BodyPublishers.ofString(message.toString(), StandardCharsets.UTF_8))
        .build();
  }

  private void ask(JsonNode message, long id) {
    try {
      HttpResponse<InputStream> response = client.send(post(message), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        response.headers().firstValue(SESSION).ifPresent(known -> session = known);
        take(response, body, id);
      }
    } catch (ConnectException failure) {
      receiver.unanswered(id, reason(failure), false);
      receiver.gone(reason(failure));
    } catch (IOException failure) {
      receiver.gone(reason(failure));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      exchanges.remove(id);
      unanswered.remove(id);
    }
  }

  private void take(HttpResponse<InputStream> response, InputStream body, long id)
      throws IOException, InterruptedException {
    int status = response.statusCode();
    if (status == NOT_FOUND && session != null) {
      receiver.gone("it has forgotten the session");
    } else if (status / 100 != 2) {
      refuse(id, "HTTP " + status + " " + text(body).strip());
    } else if (response.headers().firstValue("Content-Type").orElse("").startsWith(EVENTS)) {
      follow(body, id);
    } else {
      take(text(body));
      if (unanswered.contains(id)) {
        receiver.unanswered(id, "it sent something that is no answer", true);
      }
    }
  }

  /** Reads a stream to the answer, however often it breaks. */
  private void follow(InputStream first, long id) throws IOException, InterruptedException {
    String reached = read(new EventStream(first), "");
    for (int idle = 0; unanswered.contains(id); idle++) {
      if (reached.isEmpty() || idle >= RESUMES_MAX) {
        receiver.unanswered(id, "its stream ended without an answer", true);
        return;
      }
      String before = reached;
      try {
        reached = resume(reached, pauseAfter(idle));
      } catch (IOException failure) {
        // It had taken the request, so what became of that is not known.
        throw new IOException(reason(failure), failure);
      }
      idle = reached.equals(before) ? idle : -1;
    }
  }

  /** {@return the id of the last event of a stream, or the one before where it has none} */
  private String read(EventStream events, String before) throws IOException {
    try {
      events.read(this::take);
    } catch (IOException broken) {
      if (events.lastId().isEmpty() && before.isEmpty()) {
        throw broken;
      }
    }
    pause =
        events.retryMillis().isPresent()
            ? Duration.ofMillis(events.retryMillis().getAsLong())
            : pause;
    return events.lastId().isEmpty() ? before : events.lastId();
  }

  private Duration pauseAfter(int idle) {
    Duration doubled = pause.multipliedBy(1L << idle);
    return doubled.compareTo(RESUME_PAUSE_MAX) > 0 ? RESUME_PAUSE_MAX : doubled;
  }

  private String resume(String reached, Duration after) throws IOException, InterruptedException {
    Thread.sleep(after);
    HttpRequest request =
        request().setHeader("Accept", EVENTS).setHeader("Last-Event-ID", reached).GET().build();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      boolean isStream =
          response.headers().firstValue("Content-Type").orElse("").startsWith(EVENTS);
      return response.statusCode() == 200 && isStream
          ? read(new EventStream(body), reached)
          : reached;
    }
  }

  private static String text(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(StdioTransport.MESSAGE_BYTES_MAX);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void take(String text) {
    try {
      JsonNode message = Json.parse(text);
      if (!message.has("method")) {
        unanswered.remove(message.path("id").asLong(-1));
      }
      receiver.message(message);
    } catch (JsonProcessingException _) {
      // A broken message answers no request; the end of its stream tells.
    }
  }

  /** Answers a request in the server's place; has no effect on one that has its answer. */
  private void refuse(long id, String reason) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0").put("id", id);
    String shown = reason.length() > 500 ? reason.substring(0, 500) + "…" : reason;
    message.putObject("error").put("code", 0).put("message", shown);
    receiver.message(message);
  }

  private static String reason(IOException failure) {
    return failure instanceof ConnectException
        ? "it cannot be reached"
        : "the connection broke: " + failure.getMessage();
  }

  private void tell(JsonNode message) {
    HttpRequest request =
        HttpRequest.newBuilder(post(message), (_, _) -> true).timeout(TAKEN_MAX).build();
    try {
      client.send(request, BodyHandlers.discarding());
    } catch (IOException failure) {
      receiver.gone(reason(failure));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void agreed(String agreed) {
    protocol = agreed;
    listening = start("listen", this::listen);
  }

  // Where the server offers it: what it says by itself, such as that its tools are others.
  private void listen() {
    try {
      HttpRequest request = request().setHeader("Accept", EVENTS).GET().build();
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() == 200) {
          new EventStream(body).read(this::take);
        }
      }
    } catch (IOException _) {
      // Without it the server is still there for requests, which tell when it is not.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    exchanges.values().forEach(Thread::interrupt);
    Thread listener = listening;
    if (listener != null) {
      listener.interrupt();
    }
    if (session != null) {
      start("end", this::end);
    }
  }

  private void end() {
    try {
      client.send(request().timeout(TAKEN_MAX).DELETE().build(), BodyHandlers.discarding());
    } catch (IOException _) {
      // It is gone, and its session with it.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

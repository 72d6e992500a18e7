package fermata.lsp;

import static org.assertj.core.api.Assertions.fail;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import fermata.lsp.rpc.FrameReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An editor that talks to a server in this process over two pipes.
 *
 * <p>Every wait has a deadline and fails the test with what came instead.
 */
final class FakeEditor implements AutoCloseable {

  private static final long WAIT_SECONDS = 20;
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  private final OutputStream toServer;
  private final InputStream fromServer;
  private final BlockingQueue<JsonObject> incoming = new LinkedBlockingQueue<>();
  private final Deque<JsonObject> unread = new ArrayDeque<>();
  private final LanguageServer server;
  private final Thread serving;
  private int lastId;

  FakeEditor() {
    this(Map.of());
  }

  /** An editor whose server has an environment. */
  FakeEditor(Map<String, String> environment) {
    try {
      Pipe up = Pipe.open();
      Pipe down = Pipe.open();
      toServer = Channels.newOutputStream(up.sink());
      fromServer = Channels.newInputStream(down.source());
      server =
          new LanguageServer(
              Channels.newInputStream(up.source()),
              Channels.newOutputStream(down.sink()),
              environment);
      serving = Thread.ofPlatform().daemon().start(server::run);
      Thread.ofPlatform().daemon().start(this::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    var frames = new FrameReader(fromServer);
    try {
      Optional<FrameReader.Frame> frame = frames.read();
      while (frame.isPresent()) {
        if (frame.get() instanceof FrameReader.Frame.Body(var json)) {
          incoming.add(JsonParser.parseString(json).getAsJsonObject());
        }
        frame = frames.read();
      }
    } catch (IOException e) {
      // The server has closed its end, which ends the test's reading too.
      return;
    }
  }

  /** Sends initialize and initialized, and returns the server's capabilities. */
  JsonObject initialize(String capabilities) {
    JsonObject reply =
        request(
            "initialize",
            "{\"processId\":null,\"rootUri\":null,\"capabilities\":" + capabilities + "}");
    notify("initialized", "{}");
    return reply.getAsJsonObject("result").getAsJsonObject("capabilities");
  }

  /** The same with a folder that is open. */
  JsonObject initialize(Path folder, String capabilities) {
    JsonObject reply =
        request(
            "initialize",
            "{\"processId\":null,\"rootUri\":null,\"workspaceFolders\":[%s],\"capabilities\":%s}"
                .formatted(folder(folder), capabilities));
    notify("initialized", "{}");
    return reply.getAsJsonObject("result").getAsJsonObject("capabilities");
  }

  static String folder(Path folder) {
    return "{\"uri\":\"%s\",\"name\":\"%s\"}".formatted(folder.toUri(), folder.getFileName());
  }

  /** Sends a request and returns the whole reply. */
  JsonObject request(String method, String params) {
    int id = send(method, params);
    return await(
        message ->
            !message.has("method")
                && message.has("id")
                && message.get("id").toString().equals("" + id));
  }

  /** Sends a request and returns its id without waiting. */
  int send(String method, String params) {
    int id = ++lastId;
    sendBody(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params));
    return id;
  }

  void notify(String method, String params) {
    sendBody("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}".formatted(method, params));
  }

  /** Answers a request of the server. */
  void reply(JsonObject request, String result) {
    sendBody("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(request.get("id"), result));
  }

  /** Half of a surrogate pair has no bytes of its own, but an escape. */
  void sendBody(String body) {
    String written =
        LONE_SURROGATE
            .matcher(body)
            .replaceAll(half -> "\\\\u%04x".formatted((int) half.group().charAt(0)));
    byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
    sendRaw("Content-Length: " + bytes.length + "\r\n\r\n" + written);
  }

  void sendRaw(String bytes) {
    try {
      toServer.write(bytes.getBytes(StandardCharsets.UTF_8));
      toServer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void open(String uri, int version, String text) {
    var item = new JsonObject();
    item.addProperty("uri", uri);
    item.addProperty("languageId", "yaml");
    item.addProperty("version", version);
    item.addProperty("text", text);
    var params = new JsonObject();
    params.add("textDocument", item);
    notify("textDocument/didOpen", params.toString());
  }

  /** The diagnostics of the next publication for a version of a document. */
  JsonArray diagnostics(String uri, int version) {
    return await(
            message ->
                isPublication(message, uri)
                    && message.getAsJsonObject("params").get("version").getAsInt() == version)
        .getAsJsonObject("params")
        .getAsJsonArray("diagnostics");
  }

  static boolean isPublication(JsonObject message, String uri) {
    JsonElement method = message.get("method");
    return method != null
        && method.getAsString().equals("textDocument/publishDiagnostics")
        && message.getAsJsonObject("params").get("uri").getAsString().equals(uri);
  }

  /** The next message that fits; others are kept for later waits. */
  JsonObject await(Predicate<JsonObject> wanted) {
    for (JsonObject message : unread) {
      if (wanted.test(message)) {
        unread.remove(message);
        return message;
      }
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (true) {
      JsonObject message = poll(deadline - System.nanoTime());
      if (wanted.test(message)) {
        return message;
      }
      unread.add(message);
    }
  }

  private JsonObject poll(long nanos) {
    try {
      JsonObject message = incoming.poll(nanos, TimeUnit.NANOSECONDS);
      return message == null ? fail("no such message came; these came: " + unread) : message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether a call of a method has come that nobody waited for. */
  boolean hasSeen(String method) {
    return Stream.concat(unread.stream(), incoming.stream())
        .anyMatch(
            message -> message.has("method") && message.get("method").getAsString().equals(method));
  }

  /** Whether the server still reads. */
  boolean isServed() {
    return serving.isAlive();
  }

  @Override
  public void close() {
    server.close();
    try {
      toServer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package fermata.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The language server as a process, and the editor that talks to it. Every wait has a deadline. */
final class LspProcess implements AutoCloseable {

  private static final long WAIT_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final OutputStream out;
  private final BlockingQueue<JsonNode> incoming = new LinkedBlockingQueue<>();
  private final Deque<JsonNode> unread = new ArrayDeque<>();
  private int lastId;

  LspProcess(Fermata fermata) {
    try {
      process =
          fermata.builder(List.of("lsp")).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out = process.getOutputStream();
    Thread.ofPlatform().daemon().start(this::read);
  }

  private void read() {
    var frames = new fermata.lsp.rpc.FrameReader(process.getInputStream());
    try {
      var frame = frames.read();
      while (frame.isPresent()) {
        if (frame.get() instanceof fermata.lsp.rpc.FrameReader.Frame.Body(var json)) {
          incoming.add(JSON.readTree(json));
        }
        frame = frames.read();
      }
    } catch (IOException e) {
      // The server has ended, and the waits will say what did not come.
      return;
    }
  }

  /** Shakes hands as an editor that shows progress. */
  LspProcess initialize() {
    request("initialize", "{\"capabilities\":{\"window\":{\"workDoneProgress\":true}}}");
    tell("initialized", "{}");
    return this;
  }

  /** Sends a command and returns its whole reply. */
  JsonNode command(String name, String argument) {
    return request(
        "workspace/executeCommand",
        "{\"command\":\"%s\",\"arguments\":[%s]}".formatted(name, argument));
  }

  JsonNode request(String method, String params) {
    int id = ++lastId;
    send(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params));
    return await(message -> !message.has("method") && message.path("id").asInt() == id);
  }

  void tell(String method, String params) {
    send("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}".formatted(method, params));
  }

  /** Answers the next request of a method. */
  JsonNode reply(String method, String result) {
    JsonNode asked = await(message -> message.path("method").asText().equals(method));
    send("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(asked.get("id"), result));
    return asked.path("params");
  }

  /** The next progress of a kind. */
  JsonNode progress(String kind) {
    return await(
            message ->
                message.path("method").asText().equals("$/progress")
                    && message.path("params").path("value").path("kind").asText().equals(kind))
        .path("params")
        .path("value");
  }

  JsonNode await(Predicate<JsonNode> wanted) {
    Optional<JsonNode> known = unread.stream().filter(wanted).findFirst();
    if (known.isPresent()) {
      unread.remove(known.get());
      return known.get();
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (true) {
      JsonNode message = poll(deadline - System.nanoTime());
      if (wanted.test(message)) {
        return message;
      }
      unread.add(message);
    }
  }

  private JsonNode poll(long nanos) {
    try {
      JsonNode message = incoming.poll(nanos, TimeUnit.NANOSECONDS);
      if (message == null) {
        throw new AssertionError("no such message came; these came: " + unread);
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void send(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try {
      out.write(
          ("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}

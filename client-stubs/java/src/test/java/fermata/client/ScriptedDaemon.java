package fermata.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A daemon that holds one conversation as written, over a real Unix socket. A line of the script is
 * one of
 *
 * <pre>
 * hello           a client connects and shakes hands
 * accept          a client connects
 * --> METHOD {}   the client sends that, with at least these params
 * <-- {}          the reply to the last request: members of the message without id
 * <== METHOD {}   a notification
 * raw TEXT        these bytes, and a line feed
 * wait            until the test says {@link #proceed}
 * close           the connection is closed
 * gone            the client closes the connection
 * </pre>
 *
 * <p>Acks are read over where the script does not expect one.
 */
final class ScriptedDaemon implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path socket;
  private final ServerSocketChannel server;
  private final FutureTask<Boolean> script;
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch proceeding = new CountDownLatch(1);
  private @Nullable SocketChannel channel;
  private @Nullable BufferedReader lines;
  private JsonNode lastId = Json.mapper().nullNode();

  private ScriptedDaemon(Path socket, ServerSocketChannel server, String script) {
    this.socket = socket;
    this.server = server;
    this.script =
        new FutureTask<>(
            () -> {
              try {
                play(script);
                return true;
              } catch (AssertionError e) {
                // A client that the script does not fit must not wait for it.
                stop();
                throw e;
              }
            });
  }

  static ScriptedDaemon play(Path socket, String script) throws IOException {
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    var daemon = new ScriptedDaemon(socket, server, script);
    Thread.ofVirtual().name("scripted-daemon").start(daemon.script);
    return daemon;
  }

  /** Waits until the script waits, then lets it go on. */
  void proceed() throws InterruptedException {
    awaitWaiting();
    proceeding.countDown();
  }

  /** Waits until the script waits. */
  void awaitWaiting() throws InterruptedException {
    if (!waiting.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the script did not come to its wait");
    }
  }

  /** Waits until the whole conversation has been held. */
  void finish() throws Exception {
    script.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private void play(String text) throws Exception {
    for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
      try {
        play(List.of(line.strip().split(" ", 2)));
      } catch (IOException | AssertionError e) {
        throw new AssertionError("at '" + line + "': " + e.getMessage(), e);
      }
    }
  }

  private void play(List<String> words) throws IOException, InterruptedException {
    String rest = words.getLast();
    switch (words.getFirst()) {
      case "hello" -> {
        accept();
        expect("initialize {\"protocol\":[\"1.0.0\"]}");
        reply(FakeDaemon.HELLO);
      }
      case "accept" -> accept();
      case "-->" -> expect(rest);
      case "<--" -> reply(rest);
      case "<==" -> notification(rest);
      case "raw" -> write(rest);
      case "wait" -> await();
      case "close" -> connection().close();
      case "gone" -> expectGone();
      default -> throw new AssertionError("no such word: " + words.getFirst());
    }
  }

  private void await() throws InterruptedException {
    waiting.countDown();
    if (!proceeding.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the test did not proceed");
    }
  }

  private void accept() throws IOException {
    channel = server.accept();
    lines = new BufferedReader(Channels.newReader(channel, UTF_8));
  }

  private SocketChannel connection() {
    if (channel == null) {
      throw new AssertionError("no client has connected");
    }
    return channel;
  }

  private void expect(String text) throws IOException {
    List<String> words = List.of(text.split(" ", 2));
    JsonNode message = next(words.getFirst());
    if (!message.path("method").asText().equals(words.getFirst())) {
      throw new AssertionError("the client sent " + message);
    }
    JsonNode expected = Json.mapper().readTree(words.size() > 1 ? words.getLast() : "{}");
    requireIn(expected, message.path("params"), message);
    lastId = message.path("id");
  }

  private JsonNode next(String method) throws IOException {
    JsonNode message = Json.mapper().readTree(line());
    while (message.path("method").asText().equals("events/ack") && !method.equals("events/ack")) {
      message = Json.mapper().readTree(line());
    }
    requireIdFirst(message);
    return message;
  }

  /** A daemon that gets too large a message answers by what stands in its head. */
  private static void requireIdFirst(JsonNode message) {
    List<String> members = message.properties().stream().map(Map.Entry::getKey).toList();
    if (members.contains("id") && members.indexOf("id") > members.indexOf("params")) {
      throw new AssertionError("the client sent its id last: " + members);
    }
  }

  private String line() throws IOException {
    if (lines == null) {
      throw new AssertionError("no client has connected");
    }
    String line = lines.readLine();
    if (line == null) {
      throw new AssertionError("the client is gone");
    }
    return line;
  }

  private void expectGone() throws IOException {
    try (var rest = Channels.newInputStream(connection())) {
      // What was on its way does not matter.
      rest.transferTo(OutputStream.nullOutputStream());
    } catch (SocketException _) {
      // A client that closes with bytes unread resets the connection.
      connection().close();
    }
  }

  private static void requireIn(JsonNode expected, JsonNode actual, JsonNode message) {
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      JsonNode there = actual.path(member.getKey());
      if (member.getValue().isObject()) {
        requireIn(member.getValue(), there, message);
      } else if (!there.equals(member.getValue())) {
        throw new AssertionError("the client sent " + message);
      }
    }
  }

  private void reply(String members) throws IOException {
    ObjectNode message = (ObjectNode) Json.mapper().readTree(members);
    message.put("jsonrpc", "2.0").set("id", lastId);
    write(message.toString());
  }

  private void notification(String text) throws IOException {
    List<String> words = List.of(text.split(" ", 2));
    ObjectNode message = Json.mapper().createObjectNode();
    message.put("jsonrpc", "2.0").put("method", words.getFirst());
    message.set("params", Json.mapper().readTree(words.getLast()));
    write(message.toString());
  }

  private void write(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      connection().write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }

  /** Listens no more, and leaves no socket behind. */
  void stop() throws IOException {
    server.close();
    if (channel != null) {
      channel.close();
    }
    Files.deleteIfExists(socket);
  }
}

package fermata.daemon.model.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A server of HTTP that sends what it was told, byte for byte, to one request after the other.
 *
 * <p>Thread-safe. Listens on loopback.
 */
final class RawProvider implements AutoCloseable {

  private static final List<String> SHOWN =
      List.of("authorization", "x-api-key", "x-goog-api-key", "anthropic-version");

  private final ServerSocket server;
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private final List<ObjectNode> requests = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * What is sent.
   *
   * @param split how many bytes go out at once
   * @param end {@code ok}, {@code cut} for a connection that is closed too early, {@code silent}
   *     for one that stays open
   */
  record Reply(int status, Map<String, String> headers, String body, int split, String end) {}

  private RawProvider(ServerSocket server) {
    this.server = server;
  }

  static RawProvider start() throws IOException {
    var provider = new RawProvider(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(provider::accept);
    return provider;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  void add(Reply reply) {
    replies.add(reply);
  }

  synchronized ObjectNode lastRequest() {
    return requests.getLast();
  }

  synchronized int count() {
    return requests.size();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      note(new BufferedInputStream(socket.getInputStream()));
      send(socket.getOutputStream(), replies.take());
    } catch (IOException _) {
      // The client has gone.
      return;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(InputStream in) throws IOException {
    ObjectNode request = Json.mapper().createObjectNode();
    request.put("path", line(in).split(" ", -1)[1]);
    var headers = new HashMap<String, String>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    SHOWN.stream()
        .filter(headers::containsKey)
        .forEach(name -> request.put(name, headers.get(name)));
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    try {
      request.set("body", Json.parse(new String(body, StandardCharsets.UTF_8)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    synchronized (this) {
      requests.add(request);
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private void send(OutputStream out, Reply reply) throws IOException, InterruptedException {
    var head = new StringBuilder("HTTP/1.1 " + reply.status() + " Said\r\n");
    reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
    write(out, head.toString().getBytes(StandardCharsets.UTF_8));
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < body.length; at += reply.split()) {
      int length = Math.min(reply.split(), body.length - at);
      write(out, (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.write(body, at, length);
      write(out, "\r\n".getBytes(StandardCharsets.UTF_8));
    }
    switch (reply.end()) {
      case "cut" -> {}
      case "silent" -> closed.await();
      default -> write(out, "0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void write(OutputStream out, byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.channel.WebNames;
import fermata.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What comes in at a port and what does not, by the head of the request. */
final class WebHeadsTest {

  static final Listening ANY_PORT =
      new Listening(
          Listening.parse("127.0.0.1:0").orElseThrow(),
          new WebNames(Set.of("fermata.test"), Set.of("https://panel.test")),
          null);

  @TempDir static Path home;
  private static TestDaemon daemon;

  @BeforeAll
  static void start() {
    daemon = TestDaemon.open(home, TestDaemon.Wish.USUAL.withListening(ANY_PORT));
  }

  @AfterAll
  static void stop() {
    daemon.close();
  }

  @TestFactory
  Stream<DynamicTest> answersAsTheTableSays() throws IOException {
    try (InputStream in = WebHeadsTest.class.getResourceAsStream("web/heads.json")) {
      JsonNode cases = Json.mapper().readTree(in);
      return StreamSupport.stream(cases.spliterator(), false)
          .map(each -> DynamicTest.dynamicTest(each.get("title").asText(), () -> show(each)));
    }
  }

  private static void show(JsonNode each) throws IOException {
    try (var peer = WebPeer.connect(daemon.port())) {
      try {
        peer.send(filled(text(each)));
        if (each.has("fill")) {
          peer.send("x".repeat(each.get("fill").asInt()));
        }
      } catch (SocketException closedMeanwhile) {
        assertThat(each.get("status").asInt()).isEqualTo(431);
      }
      assertStatus(peer, each.get("status").asInt());
    }
    // Whatever came, the daemon is well.
    try (var peer = daemon.connect()) {
      assertThat(peer.result("$/ping", "{}").isObject()).isTrue();
    }
  }

  private static void assertStatus(WebPeer peer, int status) throws IOException {
    try {
      String head = peer.head();
      assertThat(head).startsWith("HTTP/1.1 " + status + " ");
      assertThat(head.toLowerCase(java.util.Locale.ROOT)).doesNotContain("access-control");
    } catch (IOException reset) {
      // What is closed with bytes unread may be reset before the answer is read.
      assertThat(status).as(reset.toString()).isEqualTo(431);
    }
  }

  private static String text(JsonNode each) {
    if (each.has("raw")) {
      return each.get("raw").asText();
    }
    var head =
        new StringBuilder(each.path("method").asText("GET"))
            .append(' ')
            .append(each.path("get").asText("/rpc"))
            .append(' ')
            .append(each.path("version").asText("HTTP/1.1"))
            .append("\r\n");
    if (!each.path("host").isNull()) {
      head.append("Host: ").append(each.path("host").asText("127.0.0.1:${port}")).append("\r\n");
    }
    if (each.has("upgrade")) {
      head.append("Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n")
          .append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
    }
    each.path("headers").forEach(header -> head.append(header.asText()).append("\r\n"));
    for (int i = 0; i < each.path("many").asInt(); i++) {
      head.append("X-").append(i).append(": 1\r\n");
    }
    return head.append("\r\n").toString();
  }

  private static String filled(String text) {
    String filled =
        text.replace("${port}", String.valueOf(daemon.port())).replace("${token}", daemon.token());
    return filled.contains("${ticket}") ? filled.replace("${ticket}", ticket()) : filled;
  }

  private static String ticket() {
    try (var peer = daemon.connect()) {
      return peer.result("auth/ticket", "{'origin':'vscode-webview://1a2b'}")
          .get("ticket")
          .asText();
    } catch (RuntimeException failure) {
      throw new UncheckedIOException(new IOException(failure));
    }
  }
}

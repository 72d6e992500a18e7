package fermata.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client does over a WebSocket, and what it may not. */
@Timeout(60)
final class WebSocketTest {

  private static final String ORIGIN = "vscode-webview://1a2b";
  private static final String INITIALIZE =
      "{'protocol':['1.0.0'],'client':{'name':'page','version':'1'}}";

  @TempDir Path home;
  private TestDaemon daemon;

  @BeforeEach
  void start() {
    daemon = TestDaemon.open(home, TestDaemon.Wish.USUAL.withListening(WebHeadsTest.ANY_PORT));
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private WebPeer connect(String... headers) throws IOException {
    WebPeer peer = WebPeer.connect(daemon.port());
    peer.send(WebPeer.upgrade(daemon.port(), headers));
    return peer;
  }

  private WebPeer withToken() throws IOException {
    WebPeer peer = connect("Authorization: Bearer " + daemon.token());
    assertThat(peer.status()).isEqualTo(101);
    return peer;
  }

  private String ticket(String scope) {
    try (var owner = daemon.connect()) {
      return owner
          .result("auth/ticket", "{'origin':'" + ORIGIN + "','scope':'" + scope + "'}")
          .get("ticket")
          .asText();
    }
  }

  private WebPeer withTicket(String ticket) throws IOException {
    return connect(
        "Origin: " + ORIGIN, "Sec-WebSocket-Protocol: fermata.v1, fermata.ticket." + ticket);
  }

  // ---- what works

  @Test
  void servesMethodsAndEvents() throws IOException {
    Path agent = daemon.file("quick.agent.yaml", Agents.QUICK);
    try (var peer = withToken()) {
      assertThat(peer.ask(1, "initialize", INITIALIZE).at("/result/protocol").asText())
          .isEqualTo("1.0.0");
      JsonNode started = peer.ask(2, "run/start", "{'agent':{'uri':'" + agent + "'},'key':'k'}");
      String session = started.at("/result/session").asText();
      peer.ask(3, "events/subscribe", "{'session':'" + session + "','from':{'kind':'start'}}");
      var types = new ArrayList<String>();
      while (!types.contains("run.completed")) {
        peer.next().json().at("/params/events").forEach(e -> types.add(e.path("type").asText()));
      }
      assertThat(types).startsWith("session.created");
    }
  }

  @Test
  void tellsWhereItListens() {
    try (var peer = daemon.connect()) {
      JsonNode endpoints = peer.result("daemon/status", "{}").get("endpoints");
      assertThat(endpoints.at("/0/kind").asText()).isEqualTo("unix");
      assertThat(endpoints.at("/1/url").asText())
          .isEqualTo("ws://127.0.0.1:" + daemon.port() + "/rpc");
      assertThat(Path.of(endpoints.at("/1/tokenFile").asText())).hasContent(daemon.token());
    }
  }

  @Test
  void servesWebSocketsOnTheUnixSocketWithoutAToken() throws IOException {
    try (var channel =
        java.nio.channels.SocketChannel.open(
            java.net.UnixDomainSocketAddress.of(daemon.socket()))) {
      channel.write(java.nio.ByteBuffer.wrap(WebPeer.upgrade(1).getBytes(UTF_8)));
      var bytes = java.nio.ByteBuffer.allocate(1024);
      channel.read(bytes);
      assertThat(new String(bytes.array(), UTF_8)).startsWith("HTTP/1.1 101 ");
    }
  }

  // ---- who comes in

  @Test
  void keepsTheTokenForItsUserAndForItsTime() throws IOException {
    Path file = daemon.settings().run().token(daemon.settings().build()).path();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String before = daemon.token();
    stop();
    assertThat(file).doesNotExist();
    start();
    assertThat(daemon.token()).isNotEqualTo(before).hasSize(43);
  }

  @Test
  void letsATicketInOnce() throws IOException {
    String ticket = ticket("observe");
    try (var first = withTicket(ticket)) {
      String head = first.head();
      assertThat(head).contains(" 101 ").contains("Sec-WebSocket-Protocol: fermata.v1\r\n");
      assertThat(head).doesNotContain(ticket);
      try (var second = withTicket(ticket)) {
        assertThat(second.status()).isEqualTo(401);
      }
    }
  }

  @Test
  void usesATicketUpThatWasTriedFromAnotherOrigin() throws IOException {
    String ticket = ticket("observe");
    try (var foreign =
        connect(
            "Origin: https://evil.example", "Sec-WebSocket-Protocol: fermata.ticket." + ticket)) {
      assertThat(foreign.status()).isEqualTo(401);
      try (var own = withTicket(ticket)) {
        assertThat(own.status()).isEqualTo(401);
      }
    }
  }

  @Test
  void refusesTicketsThatWouldBeTooMuch() {
    try (var owner = daemon.connect()) {
      assertThat(
              owner
                  .error("auth/ticket", "{'origin':'https://a.example','ttlMs':30001}")
                  .get("code"))
          .hasToString("-32602");
      assertThat(owner.error("auth/ticket", "{'origin':'*'}").get("code")).hasToString("-32602");
      assertThat(
              owner
                  .error("auth/ticket", "{'origin':'https://a.example','scope':'root'}")
                  .get("code"))
          .hasToString("-32602");
    }
  }

  /** Every method of the catalogue, by a client that may only observe. */
  @Test
  void refusesWhatIsBeyondTheScope() throws IOException {
    try (var peer = withTicket(ticket("observe"))) {
      assertThat(peer.status()).isEqualTo(101);
      JsonNode principal = peer.ask(1, "initialize", INITIALIZE).at("/result/principal");
      assertThat(principal.get("scopes")).hasToString("[\"observe\"]");
      int id = 2;
      for (RpcMethod<?, ?> method : beyondObserving().toList()) {
        JsonNode error = peer.ask(id++, method.name(), "{}").get("error");
        assertThat(error.at("/data/kind").asText()).as(method.name()).isEqualTo("Forbidden");
        assertThat(error.at("/data/scope").asText()).isEqualTo(method.scope().wireName());
      }
      assertThat(peer.ask(id, "session/list", "{}").has("result")).isTrue();
    }
  }

  private static Stream<RpcMethod<?, ?>> beyondObserving() {
    return Methods.ALL.stream()
        .filter(method -> method.scope() != fermata.wire.method.Scope.OBSERVE);
  }

  @Test
  void countsEveryMethodThatTakesAKeyAsMoreThanObserving() {
    assertThat(Methods.ALL.stream().filter(RpcMethod::isMutating))
        .allMatch(method -> method.scope() != fermata.wire.method.Scope.OBSERVE);
    assertThat(beyondObserving().map(RpcMethod::name))
        .contains("run/start", "auth/ticket", "daemon/shutdown", "agent/register");
  }

  // ---- messages

  @Test
  void answersWhatIsNoMessageAndGoesOn() throws IOException {
    try (var peer = withToken()) {
      for (String wrong :
          List.of(
              "{", "\u0000", "[]", "{\"id\":1,\"id\":2}", "[".repeat(1000) + "]".repeat(1000))) {
        peer.message(wrong);
        assertThat(peer.next().json().at("/error/code").asInt()).isIn(-32700, -32600);
      }
      peer.send(WebPeer.frame(0x81, new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'}));
      assertThat(peer.next().json().at("/error/code").asInt()).isEqualTo(-32700);
      assertThat(peer.ask(8, "$/ping", "{}").has("result")).isTrue();
    }
  }

  @Test
  void saysWhyItEndsASocketWhoseFramesAreBroken() throws IOException {
    try (var unmasked = withToken();
        var binary = withToken();
        var reserved = withToken()) {
      unmasked.send(new byte[] {(byte) 0x81, 2, '{', '}'});
      binary.send(WebPeer.frame(0x82, new byte[] {'{', '}'}));
      reserved.send(WebPeer.frame(0xc1, new byte[] {'{', '}'}));
      assertThat(unmasked.next().json().at("/error/code").asInt()).isEqualTo(-32700);
      assertThat(unmasked.next().closeCode()).isEqualTo(1002);
      assertThat(unmasked.isClosed()).isTrue();
      assertThat(binary.next().opcode()).isEqualTo(1);
      assertThat(binary.next().closeCode()).isEqualTo(1003);
      assertThat(reserved.next().opcode()).isEqualTo(1);
      assertThat(reserved.next().closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void answersPingsAndEndsPolitely() throws IOException {
    try (var peer = withToken()) {
      peer.send(WebPeer.frame(0x89, "hello".getBytes(UTF_8)));
      assertThat(new String(peer.next().payload(), UTF_8)).isEqualTo("hello");
      peer.send(WebPeer.frame(0x88, new byte[] {0x03, (byte) 0xe8}));
      assertThat(peer.next().closeCode()).isEqualTo(1000);
      assertThat(peer.isClosed()).isTrue();
    }
  }

  @Test
  void saysGoodbyeToPagesToo() throws IOException {
    try (var peer = withToken()) {
      peer.ask(1, "initialize", INITIALIZE);
      stop();
      assertThat(peer.next().json().path("method").asText()).isEqualTo("daemon/goodbye");
      assertThat(peer.next().closeCode()).isEqualTo(1001);
      start();
    }
  }
}

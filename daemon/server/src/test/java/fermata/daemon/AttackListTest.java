package fermata.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody hostile sends to a daemon: each of it is refused as the document of the protocol
 * says, and the daemon serves others afterwards as before.
 *
 * <p>One daemon for all of it, so that what one attack leaves behind is there for the next.
 */
@Timeout(60)
final class AttackListTest {

  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":"
          + "{\"protocol\":[\"1.0.0\"],\"client\":{\"name\":\"attacker\",\"version\":\"1\"}}}";
  private static final int STRANGERS_MAX = 32;

  @TempDir static Path home;
  private static TestDaemon daemon;
  private static JsonNode cases;

  @BeforeAll
  static void start() throws IOException {
    daemon = TestDaemon.open(home, TestDaemon.Wish.USUAL.withListening(WebHeadsTest.ANY_PORT));
    try (InputStream in = AttackListTest.class.getResourceAsStream("web/attacks.json")) {
      cases = Json.mapper().readTree(in);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    Path log = daemon.settings().run().log(daemon.settings().build());
    daemon.close();
    // What a bug was, and not an attack, stands there with its incident.
    if (Files.exists(log)) {
      assertThat(Files.readString(log)).doesNotContain(" ERROR ");
    }
  }

  @Test
  void areAllTried() {
    Set<String> tried = new TreeSet<>();
    cases.forEach(each -> tried.add(each.get("attack").asText()));
    assertThat(tried)
        .containsExactlyInAnyOrder(
            "DNS rebinding",
            "foreign origin",
            "missing origin",
            "replayed ticket",
            "wrong user",
            "silent pre-authentication sockets",
            "slow-loris headers",
            "10 MB header",
            "20 MB frame",
            "deep nesting",
            "duplicate keys",
            "invalid UTF-8",
            "id reuse");
  }

  @TestFactory
  Stream<DynamicTest> areRefusedAndLeaveTheDaemonWell() {
    return StreamSupport.stream(cases.spliterator(), false)
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.get("attack").asText()
                        + ": "
                        + each.get("title").asText()
                        + ", "
                        + each.get("surface").asText(),
                    () -> {
                      show(each);
                      assertWell();
                    }));
  }

  private static void show(JsonNode each) throws Exception {
    switch (each.get("surface").asText()) {
      case "port" -> showHead(each, AttackListTest::port);
      case "unix" -> showHead(each, () -> RawStream.unix(daemon.socket()));
      case "lines" -> showMessages(each, new LinePeer(RawStream.unix(daemon.socket()), false));
      case "headers" -> showMessages(each, new LinePeer(RawStream.unix(daemon.socket()), true));
      case "socket" -> showMessages(each, new SocketPeer());
      case "silent" -> showSilence();
      case "dripping" -> showDripping();
      case "stranger" -> showStranger();
      default -> throw new AssertionError(each);
    }
  }

  private static RawStream port() throws IOException {
    return RawStream.port(daemon.port());
  }

  /** Whoever comes next is served on every way, and nobody is left from before. */
  private static void assertWell() throws IOException {
    try (Peer peer = daemon.connect()) {
      assertThat(peer.result("run/list", "{}").path("runs").isArray()).isTrue();
    }
    try (var socket = new SocketPeer()) {
      socket.send("{\"jsonrpc\":\"2.0\",\"id\":\"well\",\"method\":\"$/ping\"}".getBytes(UTF_8));
      assertThat(socket.next().path("id").asText()).isEqualTo("well");
    }
  }

  // ---- heads

  private interface Opening {
    RawStream open() throws IOException;
  }

  private static void showHead(JsonNode each, Opening opening) throws IOException {
    byte[] head = headOf(each);
    assertThat(status(opening, head)).isEqualTo(each.get("status").asInt());
    if (each.has("again")) {
      byte[] again =
          new String(head, UTF_8)
              .replace("https://evil.example", "vscode-webview://1a2b")
              .getBytes(UTF_8);
      assertThat(status(opening, again)).isEqualTo(each.get("again").asInt());
    }
  }

  private static int status(Opening opening, byte[] head) throws IOException {
    try (RawStream stream = opening.open()) {
      stream.send(head);
      try {
        return Integer.parseInt(stream.line().split(" ", 3)[1]);
      } catch (SocketException reset) {
        // What is closed with bytes unread may be reset before the answer is read.
        return 431;
      }
    }
  }

  private static byte[] headOf(JsonNode each) {
    if (each.has("raw")) {
      return bytesOf(each.get("raw"));
    }
    var head = new StringBuilder("GET ").append(each.path("get").asText("/rpc"));
    head.append(" HTTP/1.1\r\nHost: ")
        .append(each.path("host").asText("127.0.0.1:${port}"))
        .append("\r\n");
    if (each.has("upgrade")) {
      head.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
          .append("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
    }
    each.path("headers").forEach(header -> head.append(header.asText()).append("\r\n"));
    return filled(head.append("\r\n").toString()).getBytes(UTF_8);
  }

  private static String filled(String text) {
    String filled =
        text.replace("${port}", String.valueOf(daemon.port())).replace("${token}", daemon.token());
    return filled.contains("${ticket}") ? filled.replace("${ticket}", ticket()) : filled;
  }

  private static String ticket() {
    try (Peer owner = daemon.connect()) {
      return owner
          .result("auth/ticket", "{'origin':'vscode-webview://1a2b'}")
          .get("ticket")
          .asText();
    }
  }

  private static byte[] bytesOf(JsonNode pieces) {
    var bytes = new ByteArrayOutputStream();
    for (JsonNode piece : pieces) {
      if (piece.isTextual()) {
        bytes.writeBytes(filled(piece.asText()).getBytes(UTF_8));
      } else if (piece.has("hex")) {
        bytes.writeBytes(HexFormat.of().parseHex(piece.get("hex").asText()));
      } else {
        bytes.writeBytes(
            piece.get("repeat").asText().repeat(piece.get("times").asInt()).getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  // ---- messages

  /** Somebody who was let in and sends messages, good ones and others. */
  private interface MessagePeer extends AutoCloseable {
    void send(byte[] message) throws IOException;

    JsonNode next() throws IOException;

    boolean isClosed() throws IOException;

    @Override
    void close() throws IOException;
  }

  private static void showMessages(JsonNode each, MessagePeer opened) throws IOException {
    try (MessagePeer peer = opened) {
      boolean isRaw = each.path("closes").asBoolean();
      if (!isRaw) {
        initialize(peer);
      }
      if (each.has("send")) {
        peer.send(bytesOf(each.get("send")));
      }
      sendAll(peer, each.path("messages"));
      expectAll(peer, each.get("expect"));
      sendAll(peer, each.path("then"));
      expectAll(peer, each.path("last"));
      if (isRaw) {
        assertThat(peer.isClosed()).isTrue();
      } else {
        peer.send("{\"jsonrpc\":\"2.0\",\"id\":\"after\",\"method\":\"$/ping\"}".getBytes(UTF_8));
        assertThat(peer.next().path("id").asText()).isEqualTo("after");
      }
    }
  }

  private static void initialize(MessagePeer peer) throws IOException {
    peer.send(INITIALIZE.getBytes(UTF_8));
    assertThat(peer.next().at("/result/protocol").asText()).isEqualTo("1.0.0");
  }

  private static void sendAll(MessagePeer peer, JsonNode messages) throws IOException {
    for (JsonNode message : messages) {
      peer.send(message.asText().getBytes(UTF_8));
    }
  }

  private static void expectAll(MessagePeer peer, JsonNode all) throws IOException {
    for (JsonNode expected : all) {
      assertMatches(peer.next(), expected);
    }
  }

  private static void assertMatches(JsonNode reply, JsonNode expected) {
    if (!expected.isObject()) {
      assertThat(reply).isEqualTo(expected);
      return;
    }
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      assertMatches(reply.path(member.getKey()), member.getValue());
    }
  }

  /** Lines or headers on the Unix socket. */
  private record LinePeer(RawStream stream, boolean hasHeaders) implements MessagePeer {

    @Override
    public void send(byte[] message) throws IOException {
      if (hasHeaders) {
        stream.send(("Content-Length: " + message.length + "\r\n\r\n").getBytes(UTF_8));
        stream.send(message);
      } else {
        stream.send(message);
        stream.send(new byte[] {'\n'});
      }
    }

    @Override
    public JsonNode next() throws IOException {
      String line = stream.line();
      if (!line.startsWith("Content-Length: ")) {
        return Json.mapper().readTree(line);
      }
      int length = Integer.parseInt(line.substring("Content-Length: ".length()).strip());
      assertThat(stream.line()).isBlank();
      return Json.mapper().readTree(stream.bytes(length));
    }

    @Override
    public boolean isClosed() throws IOException {
      return stream.isEnded();
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /** A WebSocket at the port, with the token. */
  private static final class SocketPeer implements MessagePeer {

    private final WebPeer peer;

    SocketPeer() throws IOException {
      peer = WebPeer.connect(daemon.port());
      peer.send(WebPeer.upgrade(daemon.port(), "Authorization: Bearer " + daemon.token()));
      assertThat(peer.status()).isEqualTo(101);
    }

    @Override
    public void send(byte[] message) throws IOException {
      peer.send(WebPeer.frame(0x81, message));
    }

    @Override
    public JsonNode next() throws IOException {
      return peer.next().json();
    }

    @Override
    public boolean isClosed() throws IOException {
      return peer.isClosed();
    }

    @Override
    public void close() throws IOException {
      peer.close();
    }
  }

  // ---- strangers

  private static void showSilence() throws IOException {
    List<WebPeer> silent = new ArrayList<>();
    try {
      for (int i = 0; i < STRANGERS_MAX - 1; i++) {
        silent.add(WebPeer.connect(daemon.port()));
      }
      assertWell();
      silent.add(WebPeer.connect(daemon.port()));
      try (var next = WebPeer.connect(daemon.port())) {
        assertThat(next.status()).isEqualTo(503);
      }
      for (WebPeer each : silent) {
        assertThat(each.status()).isEqualTo(408);
      }
    } finally {
      for (WebPeer each : silent) {
        each.close();
      }
    }
  }

  private static void showDripping() throws IOException, InterruptedException {
    try (var peer = WebPeer.connect(daemon.port())) {
      peer.send("GET /rpc HTTP/1.1\r\n");
      Thread dripping =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (true) {
                        peer.send("X");
                        Thread.sleep(200);
                      }
                    } catch (IOException | InterruptedException ended) {
                      Thread.currentThread().interrupt();
                    }
                  });
      long begun = System.nanoTime();
      assertThat(peer.status()).isEqualTo(408);
      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(8));
      dripping.interrupt();
      dripping.join();
    }
  }

  /** Only a superuser can become somebody else, so only there this can be tried. */
  private static void showStranger() throws IOException, InterruptedException {
    assumeTrue(
        "root".equals(System.getProperty("user.name"))
            && Files.isExecutable(Path.of("/usr/bin/setpriv"))
            && Files.isExecutable(Path.of("/usr/bin/perl")),
        "needs setpriv, perl and a superuser");
    assertThat(asNobody()).as("the folder is closed").contains("cannot connect");
    try {
      for (Path each = daemon.socket().getParent();
          each != null && each.getNameCount() > 0;
          each = each.getParent()) {
        letIn(each);
      }
      Files.setPosixFilePermissions(daemon.socket(), PosixFilePermissions.fromString("rwxrwxrwx"));
      assertThat(asNobody()).as("the socket knows its users").contains("closed unheard");
    } finally {
      Files.setPosixFilePermissions(
          daemon.socket().getParent(), PosixFilePermissions.fromString("rwx------"));
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void letIn(Path folder) throws IOException {
    String now = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    if (!now.endsWith("x")) {
      Files.setPosixFilePermissions(
          folder, PosixFilePermissions.fromString(now.substring(0, 6) + "--x"));
    }
  }

  private static String asNobody() throws IOException, InterruptedException {
    String script =
        "use IO::Socket::UNIX; my $s = IO::Socket::UNIX->new(Peer => $ARGV[0])"
            + " or do { print 'cannot connect'; exit };"
            + " $SIG{PIPE} = 'IGNORE'; $s->autoflush(1); print $s $ARGV[1] . \"\\n\";"
            + " my $l = <$s>; print defined $l ? $l : 'closed unheard';";
    Process process =
        new ProcessBuilder(
                "/usr/bin/setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "/usr/bin/perl",
                "-e",
                script,
                daemon.socket().toString(),
                INITIALIZE)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}

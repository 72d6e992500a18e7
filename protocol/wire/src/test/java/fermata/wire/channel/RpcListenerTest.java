package fermata.wire.channel;

import static fermata.wire.channel.ScriptedHandler.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.wire.jsonrpc.RequestId;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.DaemonGoodbyeParams;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RpcListenerTest {

  @TempDir Path temporary;

  private Path socket() {
    return temporary.resolve("run").resolve("d.sock");
  }

  private RpcListener listen(ConnectionHandler handler) throws IOException {
    return RpcListener.open(socket(), TestLimits.withFrame(65536), handler);
  }

  private static String request(int id, String method) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\"}\n";
  }

  // ---- who may come in

  @Test
  void makesTheDirectoryForItsUserAlone() throws IOException {
    try (var _ = listen(ScriptedHandler.keeping())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket().getParent())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void refusesADirectoryThatOthersMayEnter() throws IOException {
    Files.createDirectory(socket().getParent());
    Files.setPosixFilePermissions(
        socket().getParent(), PosixFilePermissions.fromString("rwxr-x---"));
    assertThatThrownBy(() -> listen(ScriptedHandler.keeping()).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rwxr-x---")
        .hasMessageContaining("chmod 700");
    assertThat(Files.exists(socket())).isFalse();
  }

  @Test
  void refusesADirectoryThatIsALink() throws IOException {
    Path real =
        Files.createDirectory(
            temporary.resolve("real"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.createSymbolicLink(socket().getParent(), real);
    assertThatThrownBy(() -> listen(ScriptedHandler.keeping()).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void refusesAPathThatNoSocketCanHave() {
    Path tooLong = temporary.resolve("x".repeat(120)).resolve("d.sock");
    assertThatThrownBy(
            () ->
                RpcListener.open(tooLong, ConnectionLimits.DEFAULT, ScriptedHandler.keeping())
                    .close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("FERMATA_RUN_DIR");
  }

  @Test
  void refusesASocketThatIsThere() throws IOException {
    try (var _ = listen(ScriptedHandler.keeping())) {
      assertThatThrownBy(() -> listen(ScriptedHandler.keeping()).close())
          .hasMessageContaining("cannot listen on");
    }
  }

  private record SomebodyElse(String getName) implements UserPrincipal {}

  @Test
  void closesPeersOfOtherUsersUnheard() throws IOException {
    Files.createDirectory(socket().getParent());
    var handler = ScriptedHandler.keeping();
    var peers = new PeerCheck(new SomebodyElse("somebody"));
    try (var _ = RpcListener.open(socket(), TestLimits.withFrame(65536), handler, peers, null);
        var peer = RawPeer.connect(socket())) {
      assertThat(peer.next()).isEmpty();
      assertThat(handler.opened).isEmpty();
    }
  }

  @Test
  void tellsPeersThatAreTooMany() throws Exception {
    var handler = ScriptedHandler.keeping();
    List<RawPeer> peers = new ArrayList<>();
    try (var listener = listen(handler)) {
      for (int i = 0; i < 16; i++) {
        peers.add(RawPeer.connect(socket()));
        take(handler.opened);
      }
      assertThat(listener.connectionCount()).isEqualTo(16);
      try (var oneMore = RawPeer.connect(socket())) {
        assertThat(kindOf(oneMore.next().orElseThrow())).isEqualTo("Overloaded");
        assertThat(oneMore.next()).isEmpty();
      }
    } finally {
      for (RawPeer peer : peers) {
        peer.close();
      }
    }
  }

  // ---- queues and their limits

  @Test
  void refusesRequestsOverTheLimitButNeverThoseThatTakeWorkAway() throws Exception {
    var handler = ScriptedHandler.keeping();
    try (var _ = listen(handler);
        var peer = RawPeer.connect(socket())) {
      for (int id = 1; id <= 8; id++) {
        peer.send(request(id, "run/wait"));
      }
      for (int id = 1; id <= 8; id++) {
        take(handler.requests);
      }
      peer.send(request(9, "run/wait") + request(10, "run/cancel"));
      JsonNode refusal = peer.next().orElseThrow();
      assertThat(refusal.get("id").asInt()).isEqualTo(9);
      assertThat(kindOf(refusal)).isEqualTo("Overloaded");
      assertThat(refusal.at("/error/data/retryAfterMs").asInt()).isPositive();
      assertThat(refusal.at("/error/data/retryable").asBoolean()).isTrue();
      assertThat(take(handler.requests).id()).isEqualTo(new RequestId.Numeric(10));
    }
  }

  @Test
  void answersWhatItsInboxHasNoRoomFor() throws Exception {
    var mayGoOn = new CountDownLatch(1);
    var handler =
        new ScriptedHandler(
            exchange -> {
              await(mayGoOn);
              exchange.reply(exchange.params());
            });
    try (var _ = listen(handler);
        var peer = RawPeer.connect(socket())) {
      peer.send(request(0, "echo"));
      take(handler.requests);
      var all = new StringBuilder();
      for (int id = 1; id <= 9; id++) {
        all.append(request(id, "echo"));
      }
      peer.send(all + request(10, "run/cancel"));
      JsonNode refusal = peer.next().orElseThrow();
      assertThat(refusal.get("id").asInt()).isEqualTo(9);
      assertThat(kindOf(refusal)).isEqualTo("Overloaded");
      mayGoOn.countDown();
      for (int id : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 10}) {
        assertThat(peer.next().orElseThrow().get("id").asInt()).isEqualTo(id);
      }
    }
  }

  @Test
  void letsACancellationOvertakeTheRequestsThatWait() throws Exception {
    var mayGoOn = new CountDownLatch(1);
    var handler = new ScriptedHandler(exchange -> await(mayGoOn));
    try (var _ = listen(handler);
        var peer = RawPeer.connect(socket())) {
      peer.send(request(1, "first"));
      RpcExchange first = take(handler.requests);
      var cancelled = new CountDownLatch(1);
      first.onCancel(cancelled::countDown);
      peer.send(request(2, "second"));
      peer.send("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":2}}\n");
      peer.send("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":1}}\n");
      // The connection's thread is still inside the first request.
      assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(first.isCancelled()).isTrue();
      mayGoOn.countDown();
      JsonNode reply = peer.next().orElseThrow();
      assertThat(reply.get("id").asInt()).isEqualTo(2);
      assertThat(kindOf(reply)).isEqualTo("RequestCancelled");
      assertThat(handler.requests).isEmpty();
    }
  }

  @Test
  void sendsResponsesBeforeTheNotificationsThatWait() throws Exception {
    var handler = ScriptedHandler.keeping();
    try (var _ = listen(handler);
        var peer = RawPeer.connect(socket())) {
      peer.send(request(1, "echo"));
      RpcExchange exchange = take(handler.requests);
      int taken = fill(exchange.connection());
      exchange.reply(exchange.params());
      int before = 0;
      JsonNode next = peer.next().orElseThrow();
      while (!next.has("id")) {
        before++;
        next = peer.next().orElseThrow();
      }
      assertThat(before).isLessThan(taken);
    }
  }

  @Test
  void letsASenderWaitForAReaderAndNoLonger() throws Exception {
    var handler = ScriptedHandler.keeping();
    try (var _ = listen(handler);
        var peer = RawPeer.connect(socket())) {
      RpcConnection connection = take(handler.opened);
      int taken = fill(connection);
      var sent = new AtomicInteger();
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    if (sendUnchecked(connection)) {
                      sent.incrementAndGet();
                    }
                  });
      assertThat(sender.join(Duration.ofMillis(100))).isFalse();
      for (int i = 0; i <= taken; i++) {
        assertThat(peer.next()).isPresent();
      }
      assertThat(sender.join(Duration.ofSeconds(20))).isTrue();
      assertThat(sent).hasValue(1);
    }
  }

  @Test
  void keepsNoMoreForASlowReaderThanItsLimit() throws Exception {
    var handler = ScriptedHandler.keeping();
    try (var _ = listen(handler);
        var peer = RawPeer.connect(socket())) {
      RpcConnection connection = take(handler.opened);
      int taken = fill(connection);
      // What the system holds for a socket comes on top of what the daemon does.
      long bytes = taken * 4000L;
      assertThat(bytes).isBetween(256L << 10, (256L << 10) + (1L << 20));
      for (int i = 0; i < taken; i++) {
        assertThat(peer.next()).isPresent();
      }
      assertThat(connection.offer(Methods.DAEMON_GOODBYE, large())).isTrue();
    }
  }

  @Test
  void closesAPeerThatAcceptsNothing() throws Exception {
    var handler = ScriptedHandler.keeping();
    ConnectionLimits limits = TestLimits.withStall(Duration.ofMillis(200));
    try (var _ = RpcListener.open(socket(), limits, handler);
        var _ = RawPeer.connect(socket())) {
      RpcConnection connection = take(handler.opened);
      fill(connection);
      assertThat(sendUnchecked(connection)).isFalse();
      assertThat(take(handler.closed)).isEqualTo(CloseReason.STALLED);
    }
  }

  @Test
  void stopsReadingFromAPeerThatDoesNotReadItsAnswers() throws Exception {
    try (var _ = listen(ScriptedHandler.keeping());
        var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      channel.configureBlocking(false);
      byte[] rubbish = "not json\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
      long taken = 0;
      int refusals = 0;
      // Every line costs an answer of some 150 bytes; a daemon that went on reading would take them
      // all.
      while (refusals < 20 && taken < 100_000_000) {
        int count = channel.write(ByteBuffer.wrap(rubbish));
        taken += count;
        refusals = count == 0 ? refusals + 1 : 0;
        if (count == 0) {
          TimeUnit.MILLISECONDS.sleep(10);
        }
      }
      assertThat(taken).isLessThan(5_000_000);
    }
  }

  // ---- beginnings and ends

  @Test
  void servesWhatAPeerSentBeforeItLeft() throws Exception {
    var handler = ScriptedHandler.keeping();
    try (var _ = listen(handler)) {
      try (var peer = RawPeer.connect(socket())) {
        peer.send(request(1, "first") + request(2, "second").strip());
      }
      assertThat(take(handler.requests).method()).isEqualTo("first");
      assertThat(take(handler.requests).method()).isEqualTo("second");
      assertThat(take(handler.closed)).isEqualTo(CloseReason.PEER_CLOSED);
    }
  }

  @Test
  void tellsWorkWhoseClientIsGone() throws Exception {
    var handler = ScriptedHandler.keeping();
    var gone = new CountDownLatch(1);
    try (var listener = listen(handler)) {
      try (var peer = RawPeer.connect(socket())) {
        peer.send(request(1, "run/wait"));
        take(handler.requests).onCancel(gone::countDown);
      }
      assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(take(handler.closed)).isEqualTo(CloseReason.PEER_CLOSED);
      assertThat(listener.connectionCount()).isZero();
    }
  }

  @Test
  void answersAPeerThatSendsNoMore() throws Exception {
    var handler = ScriptedHandler.keeping();
    try (var _ = listen(handler);
        var peer = RawPeer.connect(socket())) {
      peer.send(request(1, "first") + request(2, "second").strip());
      peer.endOutput();
      take(handler.requests).reply(JsonNodeFactory.instance.objectNode().put("n", 1));
      assertThat(peer.next().orElseThrow().at("/result/n").asInt()).isEqualTo(1);
      take(handler.requests).reply(JsonNodeFactory.instance.objectNode().put("n", 2));
      assertThat(peer.next().orElseThrow().at("/result/n").asInt()).isEqualTo(2);
      assertThat(peer.next()).as("closed once all is answered").isEmpty();
      assertThat(take(handler.closed)).isEqualTo(CloseReason.INPUT_ENDED);
    }
  }

  @Test
  void looksWhetherAPeerIsStillThereByABlankThatBelongsToTheNextLine() throws Exception {
    var handler = ScriptedHandler.keeping();
    try (var _ = listen(handler);
        var peer = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      peer.write(ByteBuffer.wrap(request(1, "first").getBytes(StandardCharsets.UTF_8)));
      peer.shutdownOutput();
      var reader = new BufferedReader(Channels.newReader(peer, StandardCharsets.UTF_8));
      assertThat(reader.read()).isEqualTo(' ');
      take(handler.requests).reply(JsonNodeFactory.instance.objectNode().put("n", 1));
      assertThat(reader.readLine()).contains("\"n\":1");
      assertThat(reader.read()).as("closed").isEqualTo(-1);
    }
  }

  @Test
  void closesAPeerThatSendsNothingAndNoMore() throws Exception {
    var handler = ScriptedHandler.keeping();
    try (var _ = listen(handler);
        var peer = RawPeer.connect(socket())) {
      peer.endOutput();
      assertThat(peer.next()).isEmpty();
    }
  }

  @Test
  void answersAnInternalErrorWhenTheHandlerHasABug() throws Exception {
    var handler =
        new ScriptedHandler(
            exchange -> {
              if (exchange.method().equals("bug")) {
                throw new IllegalStateException("a bug made by a test");
              }
              exchange.reply(exchange.params());
            });
    try (var _ = listen(handler);
        var peer = RawPeer.connect(socket())) {
      peer.send(request(1, "bug") + request(2, "echo"));
      JsonNode refusal = peer.next().orElseThrow();
      assertThat(refusal.at("/error/code").asInt()).isEqualTo(-32603);
      assertThat(refusal.toString())
          .doesNotContain("IllegalState")
          .doesNotContain("made by a test");
      assertThat(peer.next().orElseThrow().get("id").asInt()).isEqualTo(2);
    }
  }

  @Test
  void sendsWhatItHasBeforeItCloses() throws Exception {
    var handler = ScriptedHandler.keeping();
    try (var peer = connectTo(handler)) {
      peer.peer().send(request(1, "echo"));
      RpcExchange exchange = take(handler.requests);
      assertThat(
              exchange
                  .connection()
                  .offer(Methods.DAEMON_GOODBYE, new DaemonGoodbyeParams("test", 5L)))
          .isTrue();
      Thread closing = Thread.ofVirtual().start(peer.listener()::close);
      exchange.reply(exchange.params());
      assertThat(
              List.of(
                  peer.peer().next().orElseThrow().has("id"),
                  peer.peer().next().orElseThrow().has("id")))
          .containsExactlyInAnyOrder(true, false);
      assertThat(peer.peer().next()).isEmpty();
      assertThat(take(handler.closed)).isEqualTo(CloseReason.CLOSED);
      assertThat(closing.join(Duration.ofSeconds(20))).isTrue();
      assertThat(exchange.connection().isOpen()).isFalse();
      assertThat(
              exchange
                  .connection()
                  .offer(Methods.DAEMON_GOODBYE, new DaemonGoodbyeParams("late", null)))
          .isFalse();
    }
  }

  @Test
  void countsOnlyTheFirstAnswer() throws Exception {
    var handler = ScriptedHandler.keeping();
    try (var _ = listen(handler);
        var peer = RawPeer.connect(socket())) {
      peer.send(request(1, "echo"));
      RpcExchange exchange = take(handler.requests);
      assertThat(exchange.reply(JsonNodeFactory.instance.objectNode().put("n", 1))).isTrue();
      assertThat(exchange.reply(JsonNodeFactory.instance.objectNode().put("n", 2))).isFalse();
      assertThat(peer.next().orElseThrow().at("/result/n").asInt()).isEqualTo(1);
      peer.send(request(2, "echo"));
      take(handler.requests).reply(JsonNodeFactory.instance.objectNode());
      assertThat(peer.next().orElseThrow().get("id").asInt()).isEqualTo(2);
    }
  }

  private record Connected(RpcListener listener, RawPeer peer) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      peer.close();
    }
  }

  private Connected connectTo(ConnectionHandler handler) throws IOException {
    return new Connected(listen(handler), RawPeer.connect(socket()));
  }

  /** Fills the way to a peer that does not read; how many notifications it took. */
  private static int fill(RpcConnection connection) throws InterruptedException {
    int taken = 0;
    int refusals = 0;
    // The event loop moves what was taken on into the socket, so a first refusal is not the last
    // word.
    while (refusals < 20) {
      if (connection.offer(Methods.DAEMON_GOODBYE, large())) {
        taken++;
        refusals = 0;
      } else {
        refusals++;
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
    return taken;
  }

  private static DaemonGoodbyeParams large() {
    return new DaemonGoodbyeParams("x".repeat(4000), null);
  }

  private static boolean sendUnchecked(RpcConnection connection) {
    try {
      return connection.send(Methods.DAEMON_GOODBYE, large());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String kindOf(JsonNode reply) {
    return reply.at("/error/data/kind").asText();
  }
}

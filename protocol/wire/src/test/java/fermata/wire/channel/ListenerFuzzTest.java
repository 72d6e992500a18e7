package fermata.wire.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.jsonrpc.DaemonErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged conversations over a real socket: whatever comes, the daemon answers in its own words or
 * closes, and the next client notices nothing. {@code -Dfuzz.seed} repeats a run.
 */
final class ListenerFuzzTest {

  private static final int ROUNDS = 400;
  private static final String PING =
      "{\"jsonrpc\":\"2.0\",\"id\":\"barrier\",\"method\":\"$/ping\"}\n";
  private static final List<String> PIECES =
      List.of(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"echo\",\"params\":{\"a\":[1,\"é😀\",null]}}",
          "[{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"echo\"},{\"id\":2},[]]",
          "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":1}}",
          "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"count\"}",
          "{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":{}}",
          "x".repeat(3000),
          "[".repeat(200));

  @TempDir Path directory;

  @Test
  void answersOrClosesAndServesTheNext() throws IOException {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    var random = new SplittableRandom(seed);
    Path socket = directory.resolve("run").resolve("d.sock");
    try (var listener =
        RpcListener.open(socket, TestLimits.withFrame(2048), new ConformanceService())) {
      for (int round = 0; round < ROUNDS; round++) {
        String where = "seed " + seed + ", round " + round;
        converse(socket, damaged(random), where);
      }
      try (var good = RawPeer.connect(socket)) {
        good.send(PING);
        assertThat(good.next()).as("seed %d", seed).isPresent();
      }
      assertThat(listener.connectionCount()).isLessThanOrEqualTo(16);
    }
  }

  private static void converse(Path socket, byte[] bytes, String where) throws IOException {
    try (var peer = RawPeer.connect(socket)) {
      try {
        peer.send(bytes);
        peer.send("\n" + PING);
        peer.endOutput();
      } catch (IOException _) {
        // The daemon has closed already; what it said before is still there to be read.
        assertThat(where).isNotEmpty();
      }
      Optional<JsonNode> reply = peer.next();
      while (reply.isPresent()) {
        assertThat(isWellFormed(reply.get())).as("%s: %s", where, reply.get()).isTrue();
        reply = peer.next();
      }
    }
  }

  private static boolean isWellFormed(JsonNode reply) {
    if (reply.isArray()) {
      return !reply.isEmpty() && reply.valueStream().allMatch(ListenerFuzzTest::isWellFormed);
    }
    boolean isError = reply.has("error");
    return reply.path("jsonrpc").asText().equals("2.0")
        && reply.has("id")
        && isError != reply.has("result")
        && (!isError || isExpected(reply.get("error")));
  }

  private static boolean isExpected(JsonNode error) {
    return DaemonErrorCode.find(error.path("code").asInt())
        .filter(code -> code != DaemonErrorCode.INTERNAL_ERROR)
        .filter(code -> error.at("/data/kind").asText().equals(code.kind()))
        .isPresent();
  }

  private static byte[] damaged(SplittableRandom random) {
    var bytes = new ByteArrayOutputStream();
    boolean isHeaders = random.nextInt(3) == 0;
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      byte[] body = PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
      int claimed = random.nextInt(4) == 0 ? body.length + random.nextInt(9) - 4 : body.length;
      bytes.writeBytes(
          isHeaders ? ("Content-Length: " + claimed + "\r\n\r\n").getBytes(UTF_8) : new byte[0]);
      bytes.writeBytes(body);
      bytes.writeBytes(isHeaders ? new byte[0] : new byte[] {'\n'});
    }
    byte[] all = bytes.toByteArray();
    for (int i = random.nextInt(4); i > 0; i--) {
      all[random.nextInt(all.length)] = (byte) random.nextInt(256);
    }
    return all;
  }
}

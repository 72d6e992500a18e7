package fermata.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One principal that asks too often is told so, on all of its connections, and served later. */
@Timeout(60)
final class RateTest {

  private static final int AT_ONCE = 100;
  private static final int REQUESTS_MAX = 100_000;

  @TempDir Path home;

  @Test
  void limitsTheRequestsOfAPrincipalOverAllOfItsConnections() throws IOException {
    var now = new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
    try (TestDaemon daemon =
            TestDaemon.open(home, TestDaemon.Wish.USUAL.withClock(() -> now.get()));
        Peer other = daemon.connect()) {
      JsonNode refused = flood(daemon.socket());
      assertThat(refused.at("/error/code").asInt()).isEqualTo(1202);
      assertThat(refused.at("/error/data/retryable").asBoolean()).isTrue();
      assertThat(refused.at("/error/data/retryAfterMs").asInt()).isPositive();
      assertThat(other.error("run/list", "{}").at("/data/kind").asText()).isEqualTo("RateLimited");
      assertThat(other.result("$/ping", "{}").isObject()).as("never refused").isTrue();
      now.updateAndGet(instant -> instant.plusMillis(1));
      assertThat(other.result("run/list", "{}").has("runs")).isTrue();
    }
  }

  /** Asks until it is refused for it. */
  private static JsonNode flood(Path socket) throws IOException {
    byte[] requests = "{\"id\":1,\"method\":\"no/such\"}\n".repeat(AT_ONCE).getBytes(UTF_8);
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      var in = new BufferedReader(Channels.newReader(channel, UTF_8));
      for (int sent = 0; sent < REQUESTS_MAX; sent += AT_ONCE) {
        var bytes = ByteBuffer.wrap(requests);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        for (int i = 0; i < AT_ONCE; i++) {
          String line = in.readLine();
          if (line.contains("RateLimited")) {
            return Json.mapper().readTree(line);
          }
        }
      }
    }
    throw new AssertionError("asked " + REQUESTS_MAX + " times");
  }
}

package fermata.wire.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.frame.Frame;
import fermata.wire.frame.FrameSplitter;
import fermata.wire.frame.Framing;
import fermata.wire.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the conformance corpus against a listener on a real Unix socket, and over streams. */
final class ConformanceTest {

  private static final List<String> FILES =
      List.of("envelope", "ids", "strictness", "batch", "framing", "cancellation");
  static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":\"barrier\",\"method\":\"$/ping\"}";

  static final ConnectionLimits LIMITS = TestLimits.withFrame(65536);

  @TempDir static Path directory;
  private static Path socket;
  private static RpcListener listener;

  @BeforeAll
  static void listen() throws IOException {
    socket = directory.resolve("run").resolve("d.sock");
    listener = RpcListener.open(socket, LIMITS, new ConformanceService());
  }

  @AfterAll
  static void stop() {
    listener.close();
    assertThat(Files.exists(socket)).isFalse();
  }

  @TestFactory
  Stream<DynamicTest> answersAsTheCorpusSays() {
    return cases()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.get("title").asText(), () -> run(each, RawPeer::send)));
  }

  @TestFactory
  Stream<DynamicTest> answersTheSameByteByByte() {
    return cases()
        .filter(each -> bytesOf(each).length < 20_000)
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.get("title").asText(), () -> run(each, RawPeer::sendByteByByte)));
  }

  @TestFactory
  Stream<DynamicTest> answersTheSameOverStreams() {
    return cases()
        .map(
            each ->
                DynamicTest.dynamicTest(each.get("title").asText(), () -> runOverStreams(each)));
  }

  private interface Sending {
    void send(RawPeer peer, byte[] bytes) throws IOException;
  }

  private static void run(JsonNode fixture, Sending sending) throws IOException {
    try (var peer = RawPeer.connect(socket)) {
      boolean closes = fixture.path("closes").asBoolean();
      try {
        sending.send(peer, bytesOf(fixture));
      } catch (IOException closedMeanwhile) {
        assertThat(closes).as(closedMeanwhile.getMessage()).isTrue();
      }
      for (JsonNode expected : fixture.get("expect")) {
        assertThat(peer.next()).hasValueSatisfying(reply -> assertMatches(reply, expected, ""));
      }
      if (closes) {
        assertThat(peer.next()).isEmpty();
      } else {
        peer.send(barrier(fixture));
        assertThat(peer.next())
            .hasValueSatisfying(reply -> assertThat(reply.get("id").asText()).isEqualTo("barrier"));
      }
    }
  }

  private static void runOverStreams(JsonNode fixture) throws InterruptedException {
    var in = new ByteArrayInputStream(bytesOf(fixture));
    var out = new ByteArrayOutputStream();
    StdioConnection.serve(in, out, LIMITS, new ConformanceService());
    List<JsonNode> replies = framesOf(out.toByteArray());
    assertThat(replies).hasSameSizeAs(fixture.get("expect"));
    for (int i = 0; i < replies.size(); i++) {
      assertMatches(replies.get(i), fixture.get("expect").get(i), "");
    }
  }

  private static List<JsonNode> framesOf(byte[] bytes) {
    List<JsonNode> found = new ArrayList<>();
    var splitter = new FrameSplitter(64 << 20);
    splitter.accept(
        ByteBuffer.wrap(bytes),
        frame -> {
          try {
            found.add(Json.mapper().readTree(((Frame.Body) frame).bytes()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return found;
  }

  private static byte[] barrier(JsonNode fixture) {
    Framing framing =
        fixture.path("framing").asText().equals("headers") ? Framing.HEADERS : Framing.LINES;
    return framing.wrap(PING.getBytes(UTF_8));
  }

  /**
   * A reply has every member of what is expected; {@code "*"} stands for any value that is there.
   */
  static void assertMatches(JsonNode reply, JsonNode expected, String place) {
    if (expected.isTextual() && expected.asText().equals("*")) {
      assertThat(reply.isMissingNode()).as(place).isFalse();
    } else if (expected.isObject()) {
      for (Map.Entry<String, JsonNode> member : expected.properties()) {
        assertMatches(
            reply.path(member.getKey()), member.getValue(), place + "/" + member.getKey());
      }
    } else if (expected.isArray()) {
      assertThat(reply.size()).as(place + " of " + reply).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertMatches(reply.get(i), expected.get(i), place + "/" + i);
      }
    } else {
      assertThat(reply).as(place).isEqualTo(expected);
    }
  }

  static byte[] bytesOf(JsonNode fixture) {
    var bytes = new ByteArrayOutputStream();
    for (JsonNode piece : fixture.get("send")) {
      if (piece.isTextual()) {
        bytes.writeBytes(piece.asText().getBytes(UTF_8));
      } else if (piece.has("hex")) {
        bytes.writeBytes(HexFormat.of().parseHex(piece.get("hex").asText()));
      } else {
        bytes.writeBytes(
            piece.get("repeat").asText().repeat(piece.get("times").asInt()).getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** {@return the cases that are about messages, not about how they are framed} */
  static Stream<JsonNode> linesCases() {
    return FILES.stream()
        .filter(file -> !file.equals("framing"))
        .flatMap(ConformanceTest::casesOf)
        .filter(each -> !each.path("framing").asText().equals("headers"))
        .filter(each -> !each.path("closes").asBoolean());
  }

  private static Stream<JsonNode> cases() {
    return FILES.stream().flatMap(ConformanceTest::casesOf);
  }

  private static Stream<JsonNode> casesOf(String file) {
    try (InputStream in =
        ConformanceTest.class.getResourceAsStream("/conformance/" + file + ".json")) {
      List<JsonNode> cases = new ArrayList<>();
      Json.mapper().readTree(in).forEach(cases::add);
      return cases.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

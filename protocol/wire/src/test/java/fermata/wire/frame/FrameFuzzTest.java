package fermata.wire.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fermata.wire.jsonrpc.MessageDecoder;
import fermata.wire.jsonrpc.MessageHead;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Random bytes, and near misses of right ones, cut at random places. {@code -Dfuzz.seed} repeats a
 * run.
 */
final class FrameFuzzTest {

  private static final long NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int FRAME_MAX = 300;
  private static final List<String> SEEDS =
      List.of(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"run/start\",\"params\":{\"a\":[1,2.5e3,\"é😀\",null,true]}}\n",
          "[{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"a\"},{\"id\":2}]\n",
          "Content-Length: 40\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"echo\"}",
          "Content-Length: 2\r\nContent-Type: x\r\n\r\n{}Content-Length: 400\r\n\r\n"
              + "x".repeat(400),
          "\n\n  {\"id\":{\"id\":1}}\n" + "y".repeat(400) + "\n");

  private final MessageDecoder decoder = new MessageDecoder(64);

  @Test
  void neitherThrowsNorDependsOnTheCuts() {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    var random = new SplittableRandom(seed);
    long end = System.nanoTime() + NANOS;
    int rounds = 0;
    for (; System.nanoTime() < end; rounds++) {
      byte[] bytes = mutated(random);
      List<String> whole = framesOf(bytes, random, bytes.length);
      List<String> cut = framesOf(bytes, random, 7);
      assertThat(cut).as("seed %d, round %d", seed, rounds).isEqualTo(whole);
      assertThat(decoder.decode(bytes)).isNotNull();
      assertThat(MessageHead.scan(bytes)).isNotNull();
    }
    assertThat(rounds).isGreaterThan(100);
  }

  private List<String> framesOf(byte[] bytes, SplittableRandom random, int pieceMax) {
    List<String> frames = new ArrayList<>();
    var splitter = new FrameSplitter(FRAME_MAX);
    for (int at = 0; at < bytes.length; ) {
      int count = Math.min(bytes.length - at, 1 + random.nextInt(pieceMax));
      splitter.accept(ByteBuffer.wrap(bytes, at, count), frame -> frames.add(describe(frame)));
      at += count;
    }
    splitter.end(frame -> frames.add(describe(frame)));
    return frames;
  }

  private String describe(Frame frame) {
    return switch (frame) {
      case Frame.Body(byte[] body) -> {
        assertThat(body.length).isLessThanOrEqualTo(FRAME_MAX);
        yield "body " + new String(body, UTF_8) + " " + decoder.decode(body);
      }
      case Frame.Oversize(byte[] head) -> {
        assertThat(head.length).isLessThanOrEqualTo(FrameSplitter.HEAD_BYTES);
        yield "oversize " + MessageDecoder.oversize(head, FRAME_MAX);
      }
      case Frame.Broken(String reason) -> "broken " + reason;
    };
  }

  private static byte[] mutated(SplittableRandom random) {
    byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
    for (int i = random.nextInt(6); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) "{}[]\",:\n\r0eC".charAt(random.nextInt(12));
    }
    return random.nextInt(20) == 0 ? randomBytes(random) : bytes;
  }

  private static byte[] randomBytes(SplittableRandom random) {
    byte[] bytes = new byte[1 + random.nextInt(600)];
    random.nextBytes(bytes);
    return bytes;
  }
}

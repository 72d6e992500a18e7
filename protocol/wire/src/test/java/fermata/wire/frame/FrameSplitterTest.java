package fermata.wire.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams cut in two and in three at every byte. */
final class FrameSplitterTest {

  private static final int FRAME_MAX = 48;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1}\n[{\"id\":2}]\r\n\n  {\"a\":\"é😀\"}\n",
        "{\"id\":1}\n{\"id\":2,\"too\":\"long for the limit of these tests\"}\n{\"id\":3}",
        "Content-Length: 8\r\n\r\n{\"id\":1}content-length:4\r\nX: y\r\n\r\n\"é\"",
        "Content-Length: 60\r\n\r\n{\"id\":1,\"b\":\"012345678901234567890123456789012345678901234\"}"
            + "Content-Length: 2\r\n\r\n{}",
        "Content-Length: 2\r\n\r\n{}Content-Length: two\r\n\r\n{}",
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
      })
  void dependOnTheBytesAlone(String stream) {
    byte[] bytes = stream.getBytes(UTF_8);
    List<String> whole = framesOf(bytes, bytes.length, bytes.length);
    assertThat(whole).isNotEmpty();
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second += 3) {
        assertThat(framesOf(bytes, first, second))
            .as("cut at %d and %d", first, second)
            .isEqualTo(whole);
      }
    }
  }

  private static List<String> framesOf(byte[] bytes, int first, int second) {
    List<String> frames = new ArrayList<>();
    var splitter = new FrameSplitter(FRAME_MAX);
    accept(splitter, bytes, 0, first, frames);
    accept(splitter, bytes, first, second, frames);
    accept(splitter, bytes, second, bytes.length, frames);
    splitter.end(frame -> frames.add(describe(frame)));
    return frames;
  }

  private static void accept(
      FrameSplitter splitter, byte[] bytes, int from, int to, List<String> frames) {
    if (to > from) {
      splitter.accept(
          ByteBuffer.wrap(bytes, from, to - from), frame -> frames.add(describe(frame)));
    }
  }

  private static String describe(Frame frame) {
    return switch (frame) {
      case Frame.Body(byte[] body) -> "body " + new String(body, UTF_8);
      case Frame.Oversize(byte[] head) -> "oversize " + new String(head, UTF_8);
      case Frame.Broken(String reason) -> "broken " + reason;
    };
  }
}

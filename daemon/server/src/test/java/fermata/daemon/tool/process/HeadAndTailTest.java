package fermata.daemon.tool.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeadAndTailTest {

  @Test
  void keepsAllThatFits() {
    assertThat(kept("0123456789", 10, 3)).isEqualTo("0123456789");
    assertThat(kept("", 10, 3)).isEmpty();
    assertThat(kept("ä€🎼", 9, 1)).isEqualTo("ä€🎼");
  }

  @Test
  void leavesOutTheMiddleAndSaysHowMuch() {
    assertThat(kept("0123456789x", 10, 4)).isEqualTo("01234\n[… 1 bytes left out …]\n6789x");
    assertThat(kept("0123456789".repeat(10), 10, 7))
        .isEqualTo("01234\n[… 90 bytes left out …]\n56789");
  }

  private static String kept(String text, int bytesMax, int pieceMax) {
    HeadAndTail kept = new HeadAndTail(bytesMax);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += pieceMax) {
      int length = Math.min(pieceMax, bytes.length - at);
      byte[] piece = new byte[pieceMax];
      System.arraycopy(bytes, at, piece, 0, length);
      assertThat(kept.accept(piece, length)).isTrue();
    }
    assertThat(kept.count()).isEqualTo(bytes.length);
    assertThat(kept.isTruncated()).isEqualTo(bytes.length > bytesMax);
    return kept.text();
  }
}

package fermata.definition.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileTextTest {

  @Test
  void takesWhatIsUtf8AsItIs() {
    String text = "\uFEFFgr\u00FC\u00DFe \uD83D\uDE00\r\n";
    assertThat(FileText.of(text.getBytes(StandardCharsets.UTF_8)).text()).contains(text);
    assertThat(FileText.of(new byte[0])).isEqualTo(new FileText.Found(""));
  }

  @Test
  void saysWhichByteIsNone() {
    assertReason("not UTF-8 text (byte 2 is 0xFC)", 'g', 'r', 0xFC, 'n');
    assertReason("not UTF-8 text (byte 0 is 0xC3)", 0xC3);
    assertReason("not UTF-8 text (byte 1 is 0xED)", 'x', 0xED, 0xA0, 0x80);
    assertReason("not UTF-8 text (byte 0 is 0xC0)", 0xC0, 0xAF);
  }

  @Test
  void saysHowLargeIsTooLarge() {
    FileText found = FileText.tooLarge(5_000_000, FileText.BESIDE_BYTES_MAX);
    assertThat(found.whyUnreadable()).contains("5000000 bytes (expected: at most 4194304)");
    assertThat(found.text()).isEmpty();
    assertThat(new FileText.Missing().whyUnreadable()).isEmpty();
  }

  private static void assertReason(String reason, int... bytes) {
    var file = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      file[i] = (byte) bytes[i];
    }
    assertThat(FileText.of(file)).isEqualTo(new FileText.Unreadable(reason));
  }
}

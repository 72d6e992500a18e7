package fermata.definition.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a file is to somebody who wants its text.
 *
 * <p>The editor, the command line and the daemon read files each in their own way; what is a text
 * they all decide here, so that none of them takes what another refuses.
 */
public sealed interface FileText {

  /** The largest file beside a definition that is read, in bytes: a million tokens of prompt. */
  int BESIDE_BYTES_MAX = 4 * 1024 * 1024;

  /** The text of a file. */
  record Found(String content) implements FileText {}

  /**
   * A file that is there and has no text for us.
   *
   * @param reason to stand behind its name and a colon, such as {@code not UTF-8 text (byte 3 is
   *     0xE4)}
   */
  record Unreadable(String reason) implements FileText {}

  /** No file. */
  record Missing() implements FileText {}

  /** {@return the text that bytes stand for: UTF-8 and nothing else} */
  static FileText of(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      int offset = in.position();
      return new Unreadable("not UTF-8 text (byte %d is 0x%02X)".formatted(offset, bytes[offset]));
    }
    return new Found(out.flip().toString());
  }

  /** {@return what a file is that is larger than what is read} */
  static FileText tooLarge(long bytes, long bytesMax) {
    return new Unreadable(bytes + " bytes (expected: at most " + bytesMax + ")");
  }

  /** {@return the text, where there is one} */
  default Optional<String> text() {
    return this instanceof Found(var content) ? Optional.of(content) : Optional.empty();
  }

  /** {@return why there is no text, where there is a file} */
  default Optional<String> whyUnreadable() {
    return this instanceof Unreadable(var reason) ? Optional.of(reason) : Optional.empty();
  }
}

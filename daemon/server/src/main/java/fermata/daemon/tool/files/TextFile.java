package fermata.daemon.tool.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads files that are text: UTF-8 without a zero byte. */
public final class TextFile {

  /** The largest file that is read whole. */
  public static final int BYTES_MAX = 16 * 1024 * 1024;

  private TextFile() {}

  /**
   * {@return the content of a file; absent where it is no text or larger than {@link #BYTES_MAX}}
   */
  public static Optional<String> read(SeekableByteChannel channel) throws IOException {
    try (channel) {
      if (channel.size() > BYTES_MAX) {
        return Optional.empty();
      }
      return decode(bytes(channel, BYTES_MAX));
    }
  }

  /** {@return the bytes of a channel from where it stands, at most so many} */
  static byte[] bytes(SeekableByteChannel channel, int bytesMax) throws IOException {
    long left = Math.max(0, channel.size() - channel.position());
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(left, bytesMax));
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // Reads until the buffer is full or the file ends.
    }
    return java.util.Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** {@return the text that bytes spell; absent where they are no text} */
  public static Optional<String> decode(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  /**
   * {@return the lines of a text, without their ends}
   *
   * <p>A line ends with LF, CRLF or CR; a last line without an end counts.
   */
  public static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    text.lines().forEach(lines::add);
    return lines;
  }
}

package fermata.daemon.tool.builtin;

import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.process.OutputSink;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Shows people what a program writes while it runs, up to a limit; the result is not made of it.
 *
 * <p>Several streams may be shown; each keeps the bytes of a character that has not arrived whole.
 * Thread-safe.
 */
public final class ShownOutput {

  /** How much of one call is shown, in UTF-16 units. */
  public static final int UNITS_MAX = 1024 * 1024;

  private static final String FIELD = "output";

  private final ToolListener listener;
  private int shown;

  /** Shows to a listener. */
  public ShownOutput(ToolListener listener) {
    this.listener = listener;
  }

  /** {@return a sink for one more stream} */
  public OutputSink stream() {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    ByteBuffer pending = ByteBuffer.allocate(64 * 1024);
    return (buffer, length) -> {
      show(decoded(decoder, pending, buffer, length));
      return true;
    };
  }

  private static String decoded(
      CharsetDecoder decoder, ByteBuffer pending, byte[] buffer, int length) {
    pending.put(buffer, 0, length).flip();
    CharBuffer text = CharBuffer.allocate(pending.remaining());
    decoder.decode(pending, text, false);
    pending.compact();
    return text.flip().toString();
  }

  /** Shows a text. */
  public synchronized void show(String text) {
    int length = Math.min(text.length(), UNITS_MAX - shown);
    if (length > 0) {
      shown += length;
      listener.output(FIELD, text.substring(0, length));
    }
  }
}

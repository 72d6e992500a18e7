package fermata.wire.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/**
 * How messages are told apart in a byte stream. Both sides of a connection use the same, which its
 * first byte decides.
 */
public enum Framing {
  /** One message on one line. */
  LINES {
    @Override
    public void wrap(byte[] body, Consumer<byte[]> out) {
      out.accept(body);
      out.accept(LINE_FEED);
    }
  },
  /**
   * A {@code Content-Length} header, an empty line, the message. Source: LSP 3.17, Base Protocol.
   */
  HEADERS {
    @Override
    public void wrap(byte[] body, Consumer<byte[]> out) {
      out.accept(("Content-Length: " + body.length + "\r\n\r\n").getBytes(US_ASCII));
      out.accept(body);
    }
  };

  private static final byte[] LINE_FEED = {'\n'};

  /** Gives the frame of a message in pieces; the message has no line feed in it. */
  public abstract void wrap(byte[] body, Consumer<byte[]> out);

  /** {@return the frame of a message; the message has no line feed in it} */
  public byte[] wrap(byte[] body) {
    var frame = new ByteArrayOutputStream(body.length + 32);
    wrap(body, frame::writeBytes);
    return frame.toByteArray();
  }
}

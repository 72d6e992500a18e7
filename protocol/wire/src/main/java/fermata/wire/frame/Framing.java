package fermata.wire.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/**
 * How messages are told apart in a byte stream. Both sides of a connection use the same, which its
 * first byte decides.
 */
public enum Framing {
  /** One message on one line. */
  LINES {
    @Override
    public byte[] before(int length) {
      return NOTHING;
    }

    @Override
    public byte[] behind() {
      return LINE_FEED;
    }
  },
  /**
   * A {@code Content-Length} header, an empty line, the message. Source: LSP 3.17, Base Protocol.
   */
  HEADERS {
    @Override
    public byte[] before(int length) {
      return ("Content-Length: " + length + "\r\n\r\n").getBytes(US_ASCII);
    }

    @Override
    public byte[] behind() {
      return NOTHING;
    }
  };

  private static final byte[] NOTHING = {};
  private static final byte[] LINE_FEED = {'\n'};

  /** {@return what comes before a message of so many bytes; do not change it} */
  public abstract byte[] before(int length);

  /** {@return what comes behind a message, which has no line feed in it; do not change it} */
  public abstract byte[] behind();

  /** {@return the frame of a message; the message has no line feed in it} */
  public byte[] wrap(byte[] body) {
    var frame = new ByteArrayOutputStream(body.length + 32);
    frame.writeBytes(before(body.length));
    frame.writeBytes(body);
    frame.writeBytes(behind());
    return frame.toByteArray();
  }
}

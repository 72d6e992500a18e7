package fermata.wire.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * How messages are told apart in a byte stream. Both sides of a connection use the same, which its
 * first byte decides.
 */
public enum Framing {
  /** One message on one line. */
  LINES {
    @Override
    public byte[] wrap(byte[] body) {
      byte[] frame = Arrays.copyOf(body, body.length + 1);
      frame[body.length] = '\n';
      return frame;
    }
  },
  /**
   * A {@code Content-Length} header, an empty line, the message. Source: LSP 3.17, Base Protocol.
   */
  HEADERS {
    @Override
    public byte[] wrap(byte[] body) {
      byte[] head = ("Content-Length: " + body.length + "\r\n\r\n").getBytes(US_ASCII);
      byte[] frame = Arrays.copyOf(head, head.length + body.length);
      System.arraycopy(body, 0, frame, head.length, body.length);
      return frame;
    }
  };

  /** {@return the frame of a message; the message has no line feed in it} */
  public abstract byte[] wrap(byte[] body);
}

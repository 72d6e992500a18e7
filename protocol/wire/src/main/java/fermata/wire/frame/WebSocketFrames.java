package fermata.wire.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** WebSocket frames as a server sends them: whole and not masked. Source: RFC 6455, section 5. */
public final class WebSocketFrames {

  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** Bytes of the longest payload of a control frame. */
  static final int CONTROL_BYTES_MAX = 125;

  private static final int FINAL = 0x80;
  private static final int SHORT_MAX = 0xffff;
  private static final int HEAD_BYTES_MAX = 10;

  private WebSocketFrames() {}

  /** {@return what stands before a message of so many bytes} */
  public static byte[] head(int length) {
    return head(TEXT, length);
  }

  /** {@return the frame that asks whether the peer is there} */
  public static byte[] ping() {
    return frame(PING, new byte[0]);
  }

  static byte[] pong(byte[] payload) {
    return frame(PONG, payload);
  }

  /** {@return the frame that ends a connection} */
  public static byte[] close(int code, String reason) {
    byte[] text = reason.getBytes(UTF_8);
    byte[] cut = Arrays.copyOf(text, Math.min(text.length, CONTROL_BYTES_MAX - 2));
    return frame(
        CLOSE, ByteBuffer.allocate(2 + cut.length).putShort((short) code).put(cut).array());
  }

  private static byte[] frame(int opcode, byte[] payload) {
    byte[] head = head(opcode, payload.length);
    byte[] frame = Arrays.copyOf(head, head.length + payload.length);
    System.arraycopy(payload, 0, frame, head.length, payload.length);
    return frame;
  }

  private static byte[] head(int opcode, int length) {
    var head = ByteBuffer.allocate(HEAD_BYTES_MAX).put((byte) (FINAL | opcode));
    if (length <= CONTROL_BYTES_MAX) {
      head.put((byte) length);
    } else if (length <= SHORT_MAX) {
      head.put((byte) 126).putShort((short) length);
    } else {
      head.put((byte) 127).putLong(length);
    }
    return Arrays.copyOf(head.array(), head.position());
  }
}

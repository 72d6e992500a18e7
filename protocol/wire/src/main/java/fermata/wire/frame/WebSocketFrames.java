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

  /** {@return the frame of a message} */
  public static byte[] text(byte[] body) {
    return frame(TEXT, body);
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
    var frame = ByteBuffer.allocate(HEAD_BYTES_MAX + payload.length).put((byte) (FINAL | opcode));
    if (payload.length <= CONTROL_BYTES_MAX) {
      frame.put((byte) payload.length);
    } else if (payload.length <= SHORT_MAX) {
      frame.put((byte) 126).putShort((short) payload.length);
    } else {
      frame.put((byte) 127).putLong(payload.length);
    }
    frame.put(payload);
    return Arrays.copyOf(frame.array(), frame.position());
  }
}

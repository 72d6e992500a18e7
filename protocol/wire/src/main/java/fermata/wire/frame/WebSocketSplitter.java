package fermata.wire.frame;

import java.nio.ByteBuffer;

/**
 * Cuts what a WebSocket client sends into messages, whatever the pieces it arrives in. Not
 * thread-safe. Source: RFC 6455.
 *
 * <p>A message over the limit is skipped, not the end of the connection, and memory grows with what
 * comes, never with what is announced. What breaks the rules of the framing ends it with the code
 * that says why. A message need not be UTF-8 here: whoever decodes it refuses it by name.
 */
public final class WebSocketSplitter {

  /** The client broke a rule of the framing. */
  public static final int PROTOCOL_ERROR = 1002;

  /** The client sent what this is not for, such as bytes. */
  public static final int UNSUPPORTED = 1003;

  /** Bytes of the longest head: two, eight of the length, four of the mask. */
  private static final int HEAD_BYTES_MAX = 14;

  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0f;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;

  /** Where what was cut goes to. */
  public interface Sink {

    /** A message has come, or was too long. */
    void message(Frame frame);

    /** Something is to be sent back at once. */
    void reply(byte[] frame);

    /** The client has ended the connection. Nothing follows. */
    void closed();

    /** The client broke the framing. Nothing follows. */
    void broken(int code, String reason);
  }

  private final int frameBytesMax;
  private final ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES_MAX);
  private final PieceBuffer message = new PieceBuffer();
  private final PieceBuffer control = new PieceBuffer();
  private boolean isInMessage;
  private boolean isSkipping;
  private boolean isEnded;
  // Of the frame under way.
  private boolean isFinal;
  private int opcode;
  private long missing = -1;
  private int mask;
  private int maskIndex;

  public WebSocketSplitter(int frameBytesMax) {
    this.frameBytesMax = frameBytesMax;
  }

  /** Takes the next bytes and hands everything that they complete to the sink. */
  public void accept(ByteBuffer bytes, Sink sink) {
    while (!isEnded && (bytes.hasRemaining() || missing == 0)) {
      if (missing < 0) {
        readHead(bytes, sink);
      } else {
        readPayload(bytes, sink);
      }
    }
    if (isEnded) {
      bytes.position(bytes.limit());
    }
  }

  private void readHead(ByteBuffer bytes, Sink sink) {
    head.put(bytes.get());
    if (head.position() < 2) {
      return;
    }
    int length = head.get(1) & LENGTH;
    int extended = length == 127 ? 8 : length == 126 ? 2 : 0;
    if (head.position() == 2 && isRefused(length, sink)) {
      return;
    }
    if (head.position() == 2 + extended + 4) {
      head.flip().position(2);
      missing =
          switch (extended) {
            case 8 -> head.getLong();
            case 2 -> head.getShort() & 0xffff;
            default -> length;
          };
      mask = head.getInt();
      maskIndex = 0;
      head.clear();
      begin(sink);
    }
  }

  private boolean isRefused(int length, Sink sink) {
    int first = head.get(0);
    isFinal = (first & FINAL) != 0;
    opcode = first & OPCODE;
    boolean isControl = opcode >= WebSocketFrames.CLOSE;
    if ((first & RESERVED) != 0) {
      fail(PROTOCOL_ERROR, "a reserved bit is set: no extension was agreed on", sink);
    } else if ((head.get(1) & MASKED) == 0) {
      fail(PROTOCOL_ERROR, "a frame of a client is not masked", sink);
    } else if (isControl && (!isFinal || length > WebSocketFrames.CONTROL_BYTES_MAX)) {
      fail(PROTOCOL_ERROR, "a control frame is in pieces or over 125 bytes", sink);
    } else if (opcode == WebSocketFrames.BINARY) {
      fail(UNSUPPORTED, "a message is text", sink);
    } else if (opcode > WebSocketFrames.PONG || (opcode > 2 && !isControl)) {
      fail(PROTOCOL_ERROR, "no such opcode: " + opcode, sink);
    } else if (!isControl && isInMessage != (opcode == WebSocketFrames.CONTINUATION)) {
      fail(PROTOCOL_ERROR, "a message begins inside another, or goes on before it began", sink);
    }
    return isEnded;
  }

  private void begin(Sink sink) {
    if (missing < 0) {
      fail(PROTOCOL_ERROR, "a length that no number holds", sink);
    } else if (opcode < WebSocketFrames.CLOSE) {
      isInMessage = true;
      if (!isSkipping && missing > frameBytesMax - message.size()) {
        isSkipping = true;
        if (message.size() > FrameSplitter.HEAD_BYTES) {
          message.cutTo(FrameSplitter.HEAD_BYTES);
        }
      }
    }
  }

  private void readPayload(ByteBuffer bytes, Sink sink) {
    int count = (int) Math.min(missing, bytes.remaining());
    boolean isControl = opcode >= WebSocketFrames.CLOSE;
    PieceBuffer target = isControl ? control : message;
    int kept =
        isSkipping && !isControl
            ? Math.max(0, Math.min(count, FrameSplitter.HEAD_BYTES - message.size()))
            : count;
    target.addMasked(bytes, kept, mask, maskIndex);
    bytes.position(bytes.position() + count - kept);
    maskIndex = (maskIndex + count) & 3;
    missing -= count;
    if (missing == 0) {
      missing = -1;
      finish(isControl, sink);
    }
  }

  private void finish(boolean isControl, Sink sink) {
    if (isControl) {
      control(control.take(), sink);
    } else if (isFinal) {
      isInMessage = false;
      boolean wasSkipped = isSkipping;
      isSkipping = false;
      byte[] whole = message.take();
      sink.message(wasSkipped ? new Frame.Oversize(whole) : new Frame.Body(whole));
    }
  }

  private void control(byte[] payload, Sink sink) {
    switch (opcode) {
      case WebSocketFrames.PING -> sink.reply(WebSocketFrames.pong(payload));
      case WebSocketFrames.CLOSE -> {
        isEnded = true;
        int code = payload.length < 2 ? 1000 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
        sink.reply(WebSocketFrames.close(code, ""));
        sink.closed();
      }
      default -> {
        // A pong says that the peer is there, which its bytes have said.
      }
    }
  }

  private void fail(int code, String reason, Sink sink) {
    isEnded = true;
    sink.broken(code, reason);
  }
}

package fermata.wire.channel;

import fermata.wire.frame.Frame;
import fermata.wire.frame.FrameSplitter;
import fermata.wire.frame.Framing;
import fermata.wire.frame.WebSocketFrames;
import fermata.wire.frame.WebSocketSplitter;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the bytes of a channel mean. Confined to the channel's event loop, but for {@link #write}.
 */
sealed interface ByteCodec {

  /** Where what a peer sent goes to, beside its messages. */
  interface Outside {

    /** Bytes go back at once. */
    void reply(byte[] bytes);

    /** The peer has said that it leaves. */
    void left();
  }

  void accept(ByteBuffer bytes, Consumer<Frame> frames, Outside outside);

  /** Says that the stream has ended. */
  void end(Consumer<Frame> frames);

  /** Adds a message to bytes that go out. */
  void write(Letter letter, ByteBuf out);

  /** {@return what is sent now and then, so that a peer that is gone is found out} */
  Optional<byte[]> ping();

  /**
   * {@return what can be written to a peer that has ended its direction and changes nothing, to
   * find out whether it is still there; absent where there is no such thing}
   */
  Optional<byte[]> blank();

  /** Whether a peer that sends no more may still be waiting for answers. */
  boolean mayEndItsInput();

  /** {@return what is sent last of all} */
  Optional<byte[]> farewell(CloseReason reason);

  /** Lines or headers. */
  record Stream(FrameSplitter splitter) implements ByteCodec {

    @Override
    public void accept(ByteBuffer bytes, Consumer<Frame> frames, Outside outside) {
      splitter.accept(bytes, frames);
    }

    @Override
    public void end(Consumer<Frame> frames) {
      splitter.end(frames);
    }

    @Override
    public void write(Letter letter, ByteBuf out) {
      out.writeBytes(splitter.framing().before(letter.length()));
      letter.writeTo((bytes, from, count) -> out.writeBytes(bytes, from, count));
      out.writeBytes(splitter.framing().behind());
    }

    @Override
    public Optional<byte[]> ping() {
      return Optional.empty();
    }

    // White space before a JSON text belongs to the text, for whoever reads lines.
    @Override
    public Optional<byte[]> blank() {
      return splitter.framing() == Framing.LINES ? Optional.of(new byte[] {' '}) : Optional.empty();
    }

    @Override
    public boolean mayEndItsInput() {
      return true;
    }

    @Override
    public Optional<byte[]> farewell(CloseReason reason) {
      return Optional.empty();
    }
  }

  /** Messages of a WebSocket. */
  final class WebSocket implements ByteCodec {

    private static final int GOING_AWAY = 1001;
    private static final int INTERNAL_ERROR = 1011;
    private static final int SLOW = 4008;

    private final WebSocketSplitter splitter;
    private int brokenCode = WebSocketSplitter.PROTOCOL_ERROR;
    private String brokenReason = "";

    WebSocket(int frameBytesMax) {
      this.splitter = new WebSocketSplitter(frameBytesMax);
    }

    @Override
    public void accept(ByteBuffer bytes, Consumer<Frame> frames, Outside outside) {
      splitter.accept(
          bytes,
          new WebSocketSplitter.Sink() {
            @Override
            public void message(Frame frame) {
              frames.accept(frame);
            }

            @Override
            public void reply(byte[] frame) {
              outside.reply(frame);
            }

            @Override
            public void closed() {
              outside.left();
            }

            @Override
            public void broken(int code, String reason) {
              brokenCode = code;
              brokenReason = reason;
              frames.accept(new Frame.Broken(reason));
            }
          });
    }

    // Half a message is no message, and a peer that is gone is told nothing.
    @Override
    public void end(Consumer<Frame> frames) {}

    @Override
    public void write(Letter letter, ByteBuf out) {
      out.writeBytes(WebSocketFrames.head(letter.length()));
      letter.writeTo((bytes, from, count) -> out.writeBytes(bytes, from, count));
    }

    @Override
    public Optional<byte[]> ping() {
      return Optional.of(WebSocketFrames.ping());
    }

    @Override
    public Optional<byte[]> blank() {
      return Optional.empty();
    }

    // Who leaves says so by a frame, and whose stream ends without one is gone.
    @Override
    public boolean mayEndItsInput() {
      return false;
    }

    @Override
    public Optional<byte[]> farewell(CloseReason reason) {
      return switch (reason) {
        case PEER_CLOSED, INPUT_ENDED -> Optional.empty();
        case CLOSED -> Optional.of(WebSocketFrames.close(GOING_AWAY, "the daemon ends"));
        case BROKEN_FRAMING -> Optional.of(WebSocketFrames.close(brokenCode, brokenReason));
        case STALLED -> Optional.of(WebSocketFrames.close(SLOW, "slow"));
        case FAILED -> Optional.of(WebSocketFrames.close(INTERNAL_ERROR, ""));
      };
    }
  }
}

package fermata.wire.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Cuts a byte stream into frames, whatever the pieces it arrives in. Not thread-safe, except for
 * {@link #framing}.
 *
 * <p>The first byte that is not white space decides for the whole stream: {@code C} or {@code c}
 * means headers, {@code G} an HTTP request, which is not served here, anything else lines, so that
 * rubbish is answered line by line and the stream goes on. A message over the limit is skipped; a
 * header section that cannot be read ends the stream, because nothing tells where the next message
 * begins.
 */
public final class FrameSplitter {

  /** Bytes of the longest header section. */
  public static final int HEADER_BYTES_MAX = 4096;

  /** Bytes of a message over the limit that are kept. */
  public static final int HEAD_BYTES = 4096;

  private enum Part {
    START,
    LINE,
    SKIPPED_LINE,
    HEADER,
    BODY,
    SKIPPED_BODY,
    BROKEN
  }

  private final int frameBytesMax;
  private final PieceBuffer pieces = new PieceBuffer();
  private Part part = Part.START;
  // Read by whoever writes, which may be another thread.
  private volatile Framing framing = Framing.LINES;
  // Bytes of the body under way that have not come yet.
  private long missing;

  public FrameSplitter(int frameBytesMax) {
    this.frameBytesMax = frameBytesMax;
  }

  /** {@return how the peer frames its messages; lines until it has sent something} */
  public Framing framing() {
    return framing;
  }

  /** Takes the next bytes and hands every frame that they complete to the sink. */
  public void accept(ByteBuffer bytes, Consumer<Frame> sink) {
    while (bytes.hasRemaining()) {
      switch (part) {
        case START -> start(bytes, sink);
        case LINE -> line(bytes, sink);
        case SKIPPED_LINE -> skipLine(bytes, sink);
        case HEADER -> header(bytes, sink);
        case BODY -> body(bytes, sink);
        case SKIPPED_BODY -> skipBody(bytes, sink);
        case BROKEN -> bytes.position(bytes.limit());
      }
    }
  }

  /**
   * Says that the stream has ended. A last line counts without its line feed; half a header or body
   * is broken.
   */
  public void end(Consumer<Frame> sink) {
    switch (part) {
      case START, BROKEN -> {}
      case LINE -> finishLine(sink);
      case SKIPPED_LINE -> sink.accept(new Frame.Oversize(pieces.take()));
      case HEADER -> {
        if (pieces.size() > 0) {
          fail("the stream ended inside a header section", sink);
        }
      }
      case BODY, SKIPPED_BODY ->
          fail("the stream ended " + missing + " bytes before the end of a message", sink);
    }
    part = Part.BROKEN;
  }

  private void start(ByteBuffer bytes, Consumer<Frame> sink) {
    byte first = bytes.get(bytes.position());
    if (isBlank(first)) {
      bytes.get();
      return;
    }
    switch (first) {
      case 'C', 'c' -> {
        framing = Framing.HEADERS;
        part = Part.HEADER;
      }
      case 'G' -> fail("HTTP and WebSocket are not served on this connection", sink);
      default -> part = Part.LINE;
    }
  }

  private void line(ByteBuffer bytes, Consumer<Frame> sink) {
    OptionalInt end = pieces.addUntil((byte) '\n', bytes, frameBytesMax);
    if (end.isPresent()) {
      bytes.get();
      finishLine(sink);
    } else if (bytes.hasRemaining()) {
      pieces.cutTo(HEAD_BYTES);
      part = Part.SKIPPED_LINE;
    }
  }

  private void finishLine(Consumer<Frame> sink) {
    byte[] line = pieces.take();
    if (!isBlank(line)) {
      sink.accept(new Frame.Body(line));
    }
  }

  private void skipLine(ByteBuffer bytes, Consumer<Frame> sink) {
    while (bytes.hasRemaining()) {
      if (bytes.get() == '\n') {
        part = Part.LINE;
        sink.accept(new Frame.Oversize(pieces.take()));
        return;
      }
    }
  }

  private void header(ByteBuffer bytes, Consumer<Frame> sink) {
    OptionalInt end = pieces.addUntil((byte) '\n', bytes, HEADER_BYTES_MAX);
    if (end.isEmpty()) {
      if (bytes.hasRemaining()) {
        fail("header section of more than " + HEADER_BYTES_MAX + " bytes", sink);
      }
      return;
    }
    pieces.add(bytes.get());
    if (pieces.endsWithEmptyLine()) {
      switch (HeaderSection.parse(new String(pieces.take(), US_ASCII))) {
        case HeaderSection.Length(long length) -> expect(length, sink);
        case HeaderSection.Unreadable(String reason) -> fail(reason, sink);
      }
    }
  }

  private void expect(long length, Consumer<Frame> sink) {
    missing = length;
    part = length > frameBytesMax ? Part.SKIPPED_BODY : Part.BODY;
    if (length == 0) {
      finishBody(sink);
    }
  }

  private void body(ByteBuffer bytes, Consumer<Frame> sink) {
    int count = (int) Math.min(missing, bytes.remaining());
    pieces.add(bytes, count);
    missing -= count;
    if (missing == 0) {
      finishBody(sink);
    }
  }

  private void finishBody(Consumer<Frame> sink) {
    part = Part.HEADER;
    sink.accept(new Frame.Body(pieces.take()));
  }

  private void skipBody(ByteBuffer bytes, Consumer<Frame> sink) {
    int count = (int) Math.min(missing, bytes.remaining());
    int kept = Math.min(count, HEAD_BYTES - pieces.size());
    pieces.add(bytes, kept);
    bytes.position(bytes.position() + count - kept);
    missing -= count;
    if (missing == 0) {
      part = Part.HEADER;
      sink.accept(new Frame.Oversize(pieces.take()));
    }
  }

  private void fail(String reason, Consumer<Frame> sink) {
    part = Part.BROKEN;
    pieces.take();
    sink.accept(new Frame.Broken(reason));
  }

  private static boolean isBlank(byte each) {
    return each == ' ' || each == '\t' || each == '\r' || each == '\n';
  }

  private static boolean isBlank(byte[] line) {
    for (byte each : line) {
      if (!isBlank(each)) {
        return false;
      }
    }
    return true;
  }
}

package fermata.lsp.rpc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Cuts a byte stream into message bodies.
 *
 * <p>A body is always read whole before anybody looks into it, so nothing that a body says can lose
 * the framing. A header that makes no sense is skipped up to the next {@code Content-Length}.
 *
 * <p>Confined to one thread: the reader's.
 *
 * <p>Source: LSP 3.17, base protocol.
 */
public final class FrameReader {

  /** The largest body, in bytes; a larger one is read past and reported. */
  public static final int BODY_BYTES_MAX = 64 * 1024 * 1024;

  private static final int HEADER_LINE_BYTES_MAX = 8 * 1024;
  private static final String LENGTH = "content-length:";

  private final InputStream in;

  /** Reads from a stream, which should be buffered. */
  public FrameReader(InputStream in) {
    this.in = in;
  }

  /** What came. */
  public sealed interface Frame {

    /** A whole body. */
    record Body(String json) implements Frame {}

    /** A body beyond {@link #BODY_BYTES_MAX}, skipped. */
    record TooLarge(long bytes) implements Frame {}
  }

  /**
   * {@return the next frame; empty at the end of the stream}
   *
   * @throws IOException when the stream fails, or ends within a body
   */
  public Optional<Frame> read() throws IOException {
    long length = readHeaders();
    if (length < 0) {
      return Optional.empty();
    }
    if (length > BODY_BYTES_MAX) {
      in.skipNBytes(length);
      return Optional.of(new Frame.TooLarge(length));
    }
    byte[] body = in.readNBytes((int) length);
    if (body.length < length) {
      throw new EOFException("stream ended within a message: " + body.length + " of " + length);
    }
    return Optional.of(new Frame.Body(new String(body, StandardCharsets.UTF_8)));
  }

  /** Reads up to the empty line; a block without a usable length is skipped. */
  private long readHeaders() throws IOException {
    long length = -1;
    while (true) {
      String line = readLine();
      if (line == null) {
        return -1;
      }
      if (line.isEmpty()) {
        if (length >= 0) {
          return length;
        }
      } else {
        length = lengthIn(line, length);
      }
    }
  }

  private static long lengthIn(String line, long known) {
    int at = line.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    if (at < 0) {
      return known;
    }
    String digits = line.substring(at + LENGTH.length()).strip();
    // Twelve digits are beyond any body and within a long.
    return digits.matches("\\d{1,12}") ? Long.parseLong(digits) : known;
  }

  private @org.jspecify.annotations.Nullable String readLine() throws IOException {
    var line = new StringBuilder();
    while (true) {
      int unit = in.read();
      if (unit < 0) {
        return null;
      }
      if (unit == '\n') {
        return line.toString();
      }
      if (unit != '\r' && line.length() < HEADER_LINE_BYTES_MAX) {
        line.append((char) unit);
      }
    }
  }
}

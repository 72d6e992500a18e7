package fermata.daemon.tool.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Keeps the beginning and the end of a stream of bytes and counts what lies between.
 *
 * <p>Thread-safe.
 */
public final class HeadAndTail implements OutputSink {

  private final int headMax;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final byte[] tail;
  private long count;

  /** Keeps at most {@code bytesMax} bytes, half of them from the end. */
  public HeadAndTail(int bytesMax) {
    this.headMax = bytesMax - bytesMax / 2;
    this.tail = new byte[bytesMax / 2];
  }

  @Override
  public synchronized boolean accept(byte[] buffer, int length) {
    int toHead = Math.min(length, headMax - head.size());
    head.write(buffer, 0, toHead);
    count += toHead;
    addToTail(buffer, toHead, length);
    return true;
  }

  private void addToTail(byte[] buffer, int from, int end) {
    if (tail.length == 0) {
      count += end - from;
      return;
    }
    // What would be overwritten by the same buffer is only counted.
    int first = Math.max(from, end - tail.length);
    count += first - from;
    for (int i = first; i < end; ) {
      int at = (int) ((count - headMax) % tail.length);
      int piece = Math.min(end - i, tail.length - at);
      System.arraycopy(buffer, i, tail, at, piece);
      i += piece;
      count += piece;
    }
  }

  /** {@return how many bytes there were} */
  public synchronized long count() {
    return count;
  }

  /** Whether something between head and tail was dropped. */
  public synchronized boolean isTruncated() {
    return count > headMax + tail.length;
  }

  /** {@return the text; bytes that are no UTF-8 are replaced, what was dropped is named} */
  public synchronized String text() {
    String start = head.toString(StandardCharsets.UTF_8);
    byte[] end = tailBytes();
    if (!isTruncated()) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      whole.writeBytes(head.toByteArray());
      whole.writeBytes(end);
      return whole.toString(StandardCharsets.UTF_8);
    }
    long dropped = count - headMax - tail.length;
    return start + "\n[… " + dropped + " bytes left out …]\n" + utf8(end);
  }

  private byte[] tailBytes() {
    int kept = (int) Math.min(Math.max(0, count - headMax), tail.length);
    byte[] bytes = new byte[kept];
    long first = count - headMax - kept;
    for (int i = 0; i < kept; i++) {
      bytes[i] = tail[(int) ((first + i) % tail.length)];
    }
    return bytes;
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

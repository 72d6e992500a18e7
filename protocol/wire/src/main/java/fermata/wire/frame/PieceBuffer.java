package fermata.wire.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The bytes of a frame that have come so far. Grows with what comes, never with what is announced.
 * Not thread-safe.
 */
final class PieceBuffer {

  private static final int INITIAL_BYTES = 512;
  private static final byte[] EMPTY = new byte[0];

  private byte[] bytes = EMPTY;
  private int size;

  int size() {
    return size;
  }

  /**
   * Adds bytes up to a stop byte, which stays where it is, or up to a size; the index of the stop
   * byte if it was found.
   */
  OptionalInt addUntil(byte stop, ByteBuffer source, int sizeMax) {
    int from = source.position();
    int to = (int) Math.min(source.limit(), (long) from + sizeMax - size + 1);
    int end = from;
    while (end < to && source.get(end) != stop) {
      end++;
    }
    boolean isFound = end < to;
    add(source, Math.min(end - from, sizeMax - size));
    return isFound ? OptionalInt.of(end) : OptionalInt.empty();
  }

  void add(byte single) {
    grow(1);
    bytes[size++] = single;
  }

  void add(ByteBuffer source, int count) {
    grow(count);
    source.get(bytes, size, count);
    size += count;
  }

  /**
   * Adds bytes that are masked.
   *
   * @param mask four bytes, the first of them in the highest
   * @param maskIndex which of them the first byte is masked with
   */
  void addMasked(ByteBuffer source, int count, int mask, int maskIndex) {
    int start = size;
    add(source, count);
    for (int i = 0; i < count; i++) {
      bytes[start + i] ^= (byte) (mask >>> (24 - 8 * ((maskIndex + i) & 3)));
    }
  }

  void cutTo(int sizeMax) {
    size = Math.min(size, sizeMax);
    bytes = Arrays.copyOf(bytes, size);
  }

  boolean endsWithEmptyLine() {
    return size >= 2
        && bytes[size - 1] == '\n'
        && (bytes[size - 2] == '\n'
            || (size >= 3 && bytes[size - 2] == '\r' && bytes[size - 3] == '\n'));
  }

  /** {@return what has come, and is empty afterwards} */
  byte[] take() {
    byte[] taken = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    bytes = EMPTY;
    size = 0;
    return taken;
  }

  private void grow(int count) {
    if (size + count > bytes.length) {
      bytes =
          Arrays.copyOf(bytes, Math.max(size + count, Math.max(INITIAL_BYTES, bytes.length * 2)));
    }
  }
}

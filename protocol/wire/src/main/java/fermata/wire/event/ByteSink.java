package fermata.wire.event;

/** Where bytes go that were written before, so that nobody copies them in between. */
@FunctionalInterface
public interface ByteSink {

  /** Takes bytes of an array; it stays as it is, and others may read it at the same time. */
  void write(byte[] bytes, int from, int count);

  /** Takes all bytes of an array. */
  default void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }
}

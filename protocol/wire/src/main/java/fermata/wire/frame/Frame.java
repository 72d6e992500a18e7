package fermata.wire.frame;

/** What a {@link FrameSplitter} finds in a byte stream. */
// The arrays are handed over, never compared.
@SuppressWarnings("ArrayRecordComponent")
public sealed interface Frame {

  /** The bytes of one message; not yet known to be JSON. Whoever gets the array owns it. */
  record Body(byte[] bytes) implements Frame {}

  /**
   * A message over the limit, skipped. The head is its first bytes, enough to find an id in most.
   */
  record Oversize(byte[] head) implements Frame {}

  /** The stream can no longer be cut into frames; nothing follows. */
  record Broken(String reason) implements Frame {}
}

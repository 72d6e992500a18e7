package fermata.wire.jsonrpc;

/**
 * The id that ties a response to its request. Source: JSON-RPC 2.0, section 4; fractions and null
 * are refused.
 */
public sealed interface RequestId {

  /** Characters of the longest text id. */
  int TEXT_MAX = 128;

  /** The largest number id: the last integer that every JSON implementation keeps exactly. */
  long NUMBER_MAX = (1L << 53) - 1;

  record Numeric(long value) implements RequestId {

    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  record Textual(String value) implements RequestId {

    @Override
    public String toString() {
      return value;
    }
  }
}

package fermata.wire.json;

/**
 * A word of an open set: written as a plain string, and kept as it came when this build does not
 * know it.
 *
 * <p>Implemented by records of one {@code String}, whose known words are their public constants.
 * Closed sets, which only a client sends and a daemon refuses when unknown, are enums.
 */
public interface OpenValue {

  /** {@return the word as it stands on the wire} */
  String wireName();
}

package fermata.daemon.store;

import java.time.Instant;

/**
 * An event of a journal.
 *
 * @param seq from 1, without gaps
 * @param at in milliseconds
 * @param version of the body's form, from 1
 * @param body JSON, as it was appended
 */
public record StoredEvent(long seq, Instant at, String type, int version, String body) {

  /** {@return a number that another event most likely does not have} */
  public long checksum() {
    return EventChecksum.of(this);
  }
}

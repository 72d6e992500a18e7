package fermata.daemon.store;

import java.time.Instant;

/**
 * An event that has no number yet.
 *
 * @param version of the body's form, from 1
 * @param body JSON
 */
public record NewEvent(String type, int version, String body) {

  /** {@return this event with its number and the time of its commit} */
  StoredEvent at(long seq, Instant time) {
    return new StoredEvent(seq, time, type, version, body);
  }
}

package fermata.daemon.snapshot;

import java.time.Instant;

/**
 * The state of a run after one of its events.
 *
 * @param after the event
 * @param pin under which the definition is kept that was in force
 */
public record Snapshot(Mark after, String pin, StateForm.Known known) {

  /**
   * An event that a state follows.
   *
   * @param epoch of its journal
   * @param checksum of the event itself, so that another one of its number is not taken for it
   */
  public record Mark(long epoch, long seq, Instant at, long checksum) {}
}

package fermata.daemon.journal;

import fermata.wire.method.events.EncodedBatch;
import fermata.wire.method.events.EventsLagParams;

/** Where the batches of a subscription go. */
public interface BatchSink {

  /**
   * Sends a batch, and waits while too much is waiting to be sent.
   *
   * @return whether there is anybody to send to
   */
  boolean send(EncodedBatch batch) throws InterruptedException;

  /** Says that the reader is far behind, where there is a way to say it and room for it. */
  default void lag(EventsLagParams lag) {}
}

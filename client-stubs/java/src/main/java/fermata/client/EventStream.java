package fermata.client;

import fermata.wire.event.Cursor;
import java.time.Duration;
import java.util.Optional;

/**
 * The events of one session in order, without gaps and without repetitions, across reconnects and
 * restarts of the daemon.
 *
 * <p>Confined to one thread at a time, except for {@link #close}.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class EventStream implements AutoCloseable {

  EventStream() {}

  /**
   * Waits for the next thing that happens.
   *
   * @return empty when the time is up
   * @throws FermataException when the stream cannot be healed
   */
  public Optional<StreamItem> next(Duration max) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /**
   * {@return the position after the last event that {@link #next} gave; a stream opened there goes
   * on exactly}
   */
  public Cursor cursor() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}

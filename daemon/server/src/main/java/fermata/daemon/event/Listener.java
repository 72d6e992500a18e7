package fermata.daemon.event;

import fermata.definition.selector.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to know of published events.
 *
 * <p>Equal only to itself.
 */
public final class Listener {

  private final Selector selector;
  private final @Nullable String deafTo;
  private final long after;
  private final Sink sink;

  /**
   * @param deafTo an agent whose events do not count; absent where all do
   * @param after the last event that does not count
   */
  public Listener(Selector selector, @Nullable String deafTo, long after, Sink sink) {
    this.selector = selector;
    this.deafTo = deafTo;
    this.after = after;
    this.sink = sink;
  }

  /** Takes events. Must not block. */
  @FunctionalInterface
  public interface Sink {

    /**
     * Takes an event.
     *
     * @param done to be run when the event needs not be brought again, whatever happens to the
     *     daemon
     */
    void take(Arrival event, Runnable done);
  }

  Selector selector() {
    return selector;
  }

  long after() {
    return after;
  }

  Sink sink() {
    return sink;
  }

  boolean wants(Arrival event) {
    return event.event().seq() > after && (deafTo == null || !deafTo.equals(event.agent()));
  }
}

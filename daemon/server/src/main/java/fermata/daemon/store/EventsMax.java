package fermata.daemon.store;

/**
 * How much to read at most.
 *
 * @param count of events
 * @param units of their bodies together, UTF-16; the event that passes it is the last one read
 */
public record EventsMax(int count, long units) {

  public EventsMax {
    if (count < 1 || units < 1) {
      throw new IllegalArgumentException("events: " + count + ", " + units + " (expected: >= 1)");
    }
  }
}

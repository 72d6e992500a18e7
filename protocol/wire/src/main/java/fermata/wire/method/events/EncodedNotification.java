package fermata.wire.method.events;

import fermata.wire.event.ByteSink;
import fermata.wire.event.EncodedEvent;
import java.util.List;

/**
 * An {@link EncodedBatch} as it is sent: what its events say is shared with everybody else who gets
 * them, and copied once, into what the system takes. Immutable.
 */
public final class EncodedNotification {

  private static final byte[] COMMA = {','};

  private final byte[] front;
  private final List<EncodedEvent> events;
  private final long before;
  private final byte[] behind;
  private final int length;

  EncodedNotification(byte[] front, List<EncodedEvent> events, long before, byte[] behind) {
    this.front = front;
    this.events = events;
    this.before = before;
    this.behind = behind;
    this.length = front.length + lengthOf(events, before) + behind.length;
  }

  private static int lengthOf(List<EncodedEvent> events, long before) {
    int length = Math.max(0, events.size() - 1);
    long previous = before;
    for (EncodedEvent event : events) {
      length += event.length(previous);
      previous = event.seq();
    }
    return length;
  }

  /** {@return how many bytes it has} */
  public int length() {
    return length;
  }

  /** Writes it, on one line and without an end of it. */
  public void writeTo(ByteSink out) {
    out.write(front);
    long previous = before;
    for (int i = 0; i < events.size(); i++) {
      if (i > 0) {
        out.write(COMMA);
      }
      EncodedEvent event = events.get(i);
      event.writeTo(out, previous);
      previous = event.seq();
    }
    out.write(behind);
  }
}

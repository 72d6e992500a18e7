package fermata.wire.method.events;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.event.DisplayView;
import fermata.wire.event.Ephemeral;
import fermata.wire.event.EventEnvelope;
import java.util.List;

/**
 * What a batch counts against the window of its subscription.
 *
 * <p>Never more than the bytes of its frame, so that a client in another language may count those
 * instead: the daemon takes an ack of more than it has sent for an ack of everything.
 */
public final class PayloadSize {

  private PayloadSize() {}

  /** {@return the size of a batch: of the data of its events and the texts of its pieces} */
  public static long of(EventsBatchParams batch) {
    long size = 0;
    for (EventEnvelope event : batch.events()) {
      size += of(event.data());
    }
    return size + of(batch.deltas());
  }

  static long of(List<Ephemeral> pieces) {
    long size = 0;
    for (Ephemeral piece : pieces) {
      size +=
          switch (piece) {
            case Ephemeral.Delta delta -> delta.text().length();
            case Ephemeral.Progress progress -> progress.message().length() + of(progress);
          };
    }
    return size;
  }

  private static long of(Ephemeral.Progress progress) {
    List<DisplayView> displays = progress.displays();
    return displays == null
        ? 0
        : displays.stream().mapToLong(display -> of(display.bundle())).sum();
  }

  /** {@return the UTF-16 units of all texts in a value, and one for each other scalar} */
  private static long of(JsonNode value) {
    if (!value.isContainerNode()) {
      return value.isTextual() ? value.textValue().length() : 1;
    }
    long size = 0;
    for (JsonNode each : value) {
      size += of(each);
    }
    return size;
  }
}

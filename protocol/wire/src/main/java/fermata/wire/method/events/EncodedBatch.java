package fermata.wire.method.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import fermata.wire.event.EncodedEvent;
import fermata.wire.event.Ephemeral;
import fermata.wire.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link EventsBatchParams} whose events are written already.
 *
 * @param before number of the event that was delivered before the first of them, 0 for none
 * @param through a cursor, as {@code head} is
 */
public record EncodedBatch(
    String sub,
    List<EncodedEvent> events,
    long before,
    List<Ephemeral> deltas,
    String through,
    String head,
    @Nullable Boolean synced) {

  private static final int AROUND_EVENTS = 256;

  public EncodedBatch {
    events = List.copyOf(events);
    deltas = List.copyOf(deltas);
  }

  /** {@return the number of the last event that was delivered with it or before it} */
  public long last() {
    return events.isEmpty() ? before : events.getLast().seq();
  }

  /** {@return what it counts against the window, which is {@link PayloadSize} of it} */
  public long size() {
    long size = PayloadSize.of(deltas);
    for (EncodedEvent event : events) {
      size += event.size();
    }
    return size;
  }

  /** {@return the notification, on one line} */
  public byte[] notification() {
    var out = new ByteArrayOutputStream(AROUND_EVENTS + lengthOfEvents());
    write("{\"jsonrpc\":\"2.0\",\"method\":\"events/batch\",\"params\":{\"sub\":", out);
    write(quoted(sub), out);
    write(",\"events\":[", out);
    long previous = before;
    for (EncodedEvent event : events) {
      if (previous != before || event != events.getFirst()) {
        out.write(',');
      }
      event.writeTo(out, previous);
      previous = event.seq();
    }
    write("],\"deltas\":[", out);
    write(
        String.join(",", deltas.stream().map(each -> Json.toTree(each).toString()).toList()), out);
    write("],\"last\":" + last(), out);
    write(",\"through\":" + quoted(through) + ",\"head\":" + quoted(head), out);
    write(synced == null ? "}}" : ",\"synced\":" + synced + "}}", out);
    return out.toByteArray();
  }

  private int lengthOfEvents() {
    int length = 0;
    for (EncodedEvent event : events) {
      length += event.length() + 24;
    }
    return length;
  }

  private static void write(String text, ByteArrayOutputStream out) {
    out.writeBytes(text.getBytes(UTF_8));
  }

  private static String quoted(String text) {
    return Json.mapper().getNodeFactory().textNode(text).toString();
  }
}

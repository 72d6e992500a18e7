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
    EncodedNotification written = written();
    var out = new ByteArrayOutputStream(written.length());
    written.writeTo(out::write);
    return out.toByteArray();
  }

  /** {@return the notification, on one line, as it is put together where it is sent} */
  public EncodedNotification written() {
    String front =
        "{\"jsonrpc\":\"2.0\",\"method\":\"events/batch\",\"params\":{\"sub\":"
            + quoted(sub)
            + ",\"events\":[";
    return new EncodedNotification(
        front.getBytes(UTF_8), events, before, behindEvents().getBytes(UTF_8));
  }

  private String behindEvents() {
    var text = new StringBuilder("],\"deltas\":[");
    for (int i = 0; i < deltas.size(); i++) {
      text.append(i == 0 ? "" : ",").append(Json.toTree(deltas.get(i)));
    }
    text.append("],\"last\":").append(last());
    text.append(",\"through\":").append(quoted(through));
    text.append(",\"head\":").append(quoted(head));
    if (synced != null) {
      text.append(",\"synced\":").append(synced.booleanValue());
    }
    return text.append("}}").toString();
  }

  // Names and cursors are plain mostly, and then need no encoder.
  private static String quoted(String text) {
    return isPlain(text)
        ? '"' + text + '"'
        : Json.mapper().getNodeFactory().textNode(text).toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character < ' ' || character >= 0x7f || character == '"' || character == '\\') {
        return false;
      }
    }
    return true;
  }
}

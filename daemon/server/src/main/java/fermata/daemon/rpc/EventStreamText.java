package fermata.daemon.rpc;

import fermata.wire.event.Cursor;
import fermata.wire.event.EncodedEvent;
import fermata.wire.event.Ephemeral;
import fermata.wire.json.Json;
import fermata.wire.method.events.EncodedBatch;

/**
 * Batches as a stream of server-sent events. Source: HTML, section 9.2.
 *
 * <p>A durable event is a message with its cursor as the id, so that a browser that comes back says
 * where it was. Pieces are messages named {@code delta} without an id. An id alone moves the cursor
 * on and is also the sign of life; no page sees it.
 */
final class EventStreamText {

  private final String journal;

  EventStreamText(String journal) {
    this.journal = journal;
  }

  String of(EncodedBatch batch) {
    var text = new StringBuilder();
    Cursor through = Cursor.parse(batch.through()).orElseThrow();
    long previous = batch.before();
    for (EncodedEvent event : batch.events()) {
      text.append("id: ").append(through.epoch()).append('.').append(event.seq()).append('\n');
      text.append("data: ").append(event.text(previous)).append("\n\n");
      previous = event.seq();
    }
    for (Ephemeral piece : batch.deltas()) {
      text.append("event: delta\n");
      data(text, piece);
    }
    text.append("id: ").append(batch.through()).append("\n\n");
    if (Boolean.TRUE.equals(batch.synced())) {
      text.append("event: synced\ndata: {\"session\":\"").append(journal).append("\"}\n\n");
    }
    return text.toString();
  }

  /** {@return what is said when a cursor is of no use any more, instead of skipping in silence} */
  static String lost(String status, String from) {
    return "event: " + status + "\ndata: {\"from\":\"" + from + "\"}\nid: " + from + "\n\n";
  }

  // JSON without line feeds, which the encoder never writes.
  private static void data(StringBuilder text, Ephemeral value) {
    text.append("data: ").append(Json.toTree(value)).append("\n\n");
  }
}

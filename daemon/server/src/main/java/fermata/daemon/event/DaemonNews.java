package fermata.daemon.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.journal.Publication;
import fermata.daemon.store.PublishedRow;
import fermata.wire.event.EventEnvelope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Events that the daemon itself publishes. */
public final class DaemonNews {

  private static final EventEnvelope.Cause BY_DAEMON = EventEnvelope.Cause.of("daemon", null, null);

  private DaemonNews() {}

  /** {@return an event of the daemon, to be stored} */
  public static PublishedRow of(String schema, ObjectNode data, Instant now) {
    var publication = new Publication(schema, List.of(), data, null, null, null, BY_DAEMON);
    return new PublishedRow(
        JournalRecords.encode(publication), schema, now.truncatedTo(ChronoUnit.MILLIS), null);
  }
}

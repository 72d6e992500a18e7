package fermata.daemon.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.journal.Publication;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.PublishedRow;
import fermata.daemon.store.StorageException;
import fermata.daemon.tool.ToolChange;
import fermata.definition.model.ToolName;
import fermata.wire.event.EventEnvelope;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes {@code tool.changed.v1} when the tools of a server, of a client or of the catalogues of
 * a folder are others than before. Thread-safe.
 */
public final class ToolNews implements ToolChange.Listener {

  /** The schema of what is published. */
  public static final String CHANGED = "tool.changed.v1";

  private static final Logger LOG = LoggerFactory.getLogger(ToolNews.class);

  private final JournalStore store;
  private final EventRouter router;
  private final InstantSource clock;

  public ToolNews(JournalStore store, EventRouter router, InstantSource clock) {
    this.store = store;
    this.router = router;
    this.clock = clock;
  }

  @Override
  public void heard(ToolChange change) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("of", change.of());
    add(data.putArray("added"), change.added());
    add(data.putArray("removed"), change.removed());
    add(data.putArray("changed"), change.changed());
    var cause = EventEnvelope.Cause.of("daemon", null, null);
    var publication = new Publication(CHANGED, List.of(), data, null, null, null, cause);
    try {
      store.publish(
          new PublishedRow(
              JournalRecords.encode(publication),
              CHANGED,
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              null));
      router.wake();
    } catch (StorageException failure) {
      // The tools are others all the same: whoever lists them sees it.
      LOG.warn("tools of={} changed, and nobody is told: {}", change.of(), failure.getMessage());
    }
  }

  private static void add(ArrayNode names, List<ToolName> tools) {
    tools.forEach(tool -> names.add(tool.value()));
  }
}

package fermata.daemon.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.StorageException;
import fermata.daemon.tool.ToolChange;
import fermata.daemon.tool.ToolServerTurn;
import fermata.definition.model.ToolName;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes {@code tool.changed.v1} when the tools of a server, of a client or of the catalogues of
 * a folder are others than before, and {@code tool.server.starting.v1}, {@code ready}, {@code
 * failed} and {@code stopped} when that happens to a server. Thread-safe.
 */
public final class ToolNews implements ToolChange.Listener {

  /** The schema of what is published. */
  public static final String CHANGED = "tool.changed.v1";

  private static final String SERVER = "tool.server.";

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
    publish(CHANGED, data);
  }

  @Override
  public void heard(ToolServerTurn turn) {
    ObjectNode data =
        JsonNodeFactory.instance
            .objectNode()
            .put("server", turn.server())
            .put("reachedBy", turn.reachedBy());
    if (turn.tools() != null) {
      data.put("tools", turn.tools());
    }
    if (turn.problem() != null) {
      data.put("problem", turn.problem());
    }
    publish(SERVER + turn.turn().name().toLowerCase(Locale.ROOT) + ".v1", data);
  }

  private void publish(String schema, ObjectNode data) {
    try {
      store.publish(DaemonNews.of(schema, data, clock.instant()));
      router.wake();
    } catch (StorageException failure) {
      // It has happened all the same: whoever lists tools and servers sees it.
      LOG.warn("{} {}: nobody is told: {}", schema, data, failure.getMessage());
    }
  }

  private static void add(ArrayNode names, List<ToolName> tools) {
    tools.forEach(tool -> names.add(tool.value()));
  }
}

package fermata.daemon.trigger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.event.DaemonNews;
import fermata.daemon.event.EventRouter;
import fermata.daemon.source.DefinitionChanges;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.StorageException;
import fermata.definition.model.AgentDefinition;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what happens to armed definitions in the journal of the workspace, as events of the
 * schemas {@code agent.changed.v1} and {@code agent.invalid.v1}. Thread-safe.
 */
public final class RegistryNews implements TriggerRegistry.RegistryListener {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryNews.class);

  private static final String CHANGED = "agent.changed.v1";
  private static final String INVALID = "agent.invalid.v1";

  private final JournalStore store;
  private final EventRouter router;
  private final InstantSource clock;

  public RegistryNews(JournalStore store, EventRouter router, InstantSource clock) {
    this.store = store;
    this.router = router;
    this.clock = clock;
  }

  @Override
  public void changed(SourcedAgent before, SourcedAgent now) {
    AgentDefinition old = before.usable();
    AgentDefinition next = now.usable();
    ObjectNode data = data(now);
    data.put("before", old.digest());
    ArrayNode changes = data.putArray("changes");
    DefinitionChanges.between(old, next).forEach(changes::add);
    publish(CHANGED, data);
  }

  @Override
  public void invalid(SourcedAgent kept, String why) {
    publish(INVALID, data(kept).put("reason", why));
  }

  private static ObjectNode data(SourcedAgent agent) {
    AgentDefinition definition = agent.usable();
    return JsonNodeFactory.instance
        .objectNode()
        .put("agent", definition.name().value())
        .put("uri", agent.texts().file())
        .put("digest", definition.digest());
  }

  /** News that cannot be stored are in the log: what they are about has happened. */
  private void publish(String schema, ObjectNode data) {
    try {
      store.publish(DaemonNews.of(schema, data, clock.instant()));
      router.wake();
    } catch (StorageException failure) {
      LOG.warn("{} is not published: {}", schema, failure.getMessage());
    }
  }
}

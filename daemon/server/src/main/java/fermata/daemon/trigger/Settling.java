package fermata.daemon.trigger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Changes of files that become one event when it has been quiet for a while.
 *
 * <p>A file that was made and changed was made; one that was made and deleted did not exist. Not
 * thread-safe.
 */
final class Settling {

  /** How many files one event names; of more, the first by name. */
  private static final int PATHS_MAX = 1_000;

  private final Duration debounce;
  private final Map<String, FileChange> changes = new TreeMap<>();
  private @Nullable Instant last;

  Settling(Duration debounce) {
    this.debounce = debounce;
  }

  void add(String path, FileChange change, Instant now) {
    last = now;
    FileChange before = changes.get(path);
    if (before == FileChange.CREATED && change == FileChange.DELETED) {
      changes.remove(path);
    } else if (before == FileChange.DELETED && change == FileChange.CREATED) {
      changes.put(path, FileChange.MODIFIED);
    } else if (before != FileChange.CREATED && isRoom(path)) {
      changes.put(path, change);
    }
  }

  private boolean isRoom(String path) {
    return changes.size() < PATHS_MAX || changes.containsKey(path);
  }

  /** {@return when it will have been quiet for long enough; empty where nothing has changed} */
  Optional<Instant> due() {
    return changes.isEmpty() || last == null ? Optional.empty() : Optional.of(last.plus(debounce));
  }

  /** Tries again later what could not be told. */
  void putOff(Instant until) {
    last = until.minus(debounce);
  }

  void clear() {
    changes.clear();
  }

  /** {@return the event} */
  ObjectNode event(Instant now) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("kind", "file").put("fired_at", now.toString());
    ArrayNode paths = event.putArray("paths");
    changes.keySet().forEach(paths::add);
    event.set("created", of(FileChange.CREATED));
    event.set("modified", of(FileChange.MODIFIED));
    event.set("deleted", of(FileChange.DELETED));
    return event;
  }

  private ArrayNode of(FileChange change) {
    ArrayNode paths = JsonNodeFactory.instance.arrayNode();
    changes.forEach(
        (path, found) -> {
          if (found == change) {
            paths.add(path);
          }
        });
    return paths;
  }
}

package fermata.daemon.trigger;

import fermata.daemon.store.EntryId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the files of a trigger were when it fired last, kept in the store.
 *
 * <p>A file is another one when its size or the time of its last change is. The first look only
 * learns; so does one at more than {@value #FILES_MAX} files, and nothing is told of those later.
 * Confined to who arms and fires the trigger.
 */
final class SeenFiles {

  private static final Logger LOG = LoggerFactory.getLogger(SeenFiles.class);

  /** How many files of one trigger are kept in mind. */
  static final int FILES_MAX = 10_000;

  /** Says that files have been looked at; no file has an empty path. */
  private static final String LOOKED = "";

  private final EntryId id;
  private final Path root;
  private final JournalStore store;
  private final Set<String> present = new TreeSet<>();
  private boolean isKept;

  SeenFiles(EntryId id, Path root, JournalStore store) {
    this.id = id;
    this.root = root;
    this.store = store;
  }

  /** A file is there. */
  void present(String path) {
    if (present.size() <= FILES_MAX) {
      present.add(path);
    }
  }

  /** {@return what became of the files since the trigger fired last}, once all are present */
  Map<String, FileChange> changes() {
    try {
      return present.size() > FILES_MAX ? forgotten() : compared();
    } catch (StorageException failure) {
      LOG.warn("entry={} changes of files are not made up for: {}", id, failure.getMessage());
      return Map.of();
    } finally {
      present.clear();
    }
  }

  private Map<String, FileChange> forgotten() {
    LOG.warn(
        "entry={} more than {} files fit: what changes while no daemon runs is not seen",
        id,
        FILES_MAX);
    store.commit(List.of(new StoreChange.DropAllWatched(id)));
    return Map.of();
  }

  private Map<String, FileChange> compared() {
    Map<String, String> before = store.watched(id);
    isKept = true;
    if (!before.containsKey(LOOKED)) {
      var changes = new ArrayList<StoreChange>();
      changes.add(new StoreChange.PutWatched(id, LOOKED, ""));
      changes.addAll(as(present));
      store.commit(changes);
      return Map.of();
    }
    var changes = new TreeMap<String, FileChange>();
    for (String path : present) {
      String stamp = before.get(path);
      if (stamp == null) {
        changes.put(path, FileChange.CREATED);
      } else if (stamp(path).filter(now -> !now.equals(stamp)).isPresent()) {
        changes.put(path, FileChange.MODIFIED);
      }
    }
    // Without its root nothing is known of a file: a disk may not be there yet.
    if (Files.isDirectory(root)) {
      before.keySet().stream()
          .filter(path -> !path.equals(LOOKED) && !present.contains(path))
          .filter(path -> stamp(path).isEmpty())
          .forEach(path -> changes.put(path, FileChange.DELETED));
    }
    return changes;
  }

  /** {@return what to store when files are known as they are now} */
  List<StoreChange> as(Iterable<String> paths) {
    var changes = new ArrayList<StoreChange>();
    if (isKept) {
      for (String path : paths) {
        changes.add(
            stamp(path)
                .<StoreChange>map(stamp -> new StoreChange.PutWatched(id, path, stamp))
                .orElseGet(() -> new StoreChange.DropWatched(id, path)));
      }
    }
    return changes;
  }

  private Optional<String> stamp(String path) {
    try {
      var attributes = Files.readAttributes(root.resolve(path), BasicFileAttributes.class);
      return Optional.of(
          attributes.size() + " " + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}

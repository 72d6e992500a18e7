package fermata.daemon.trigger;

import fermata.daemon.source.AgentTexts;
import fermata.daemon.store.EntryId;
import fermata.definition.load.OpenApiTools;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Watches the files of armed definitions: a definition, its prompts and the catalogues beside it.
 *
 * <p>No trigger fires here; what changed is read again. Thread-safe.
 */
final class DefinitionSource implements TriggerSource {

  /** Editors write a file in several goes. */
  private static final Duration QUIET = Duration.ofMillis(300);

  private final FolderWatch folders;
  private final InstantSource clock;
  private final Function<String, Optional<AgentTexts>> texts;
  private final Consumer<String> reload;
  private volatile TriggerSink sink = TriggerSink.NOWHERE;
  private final Map<String, Watched> watched = new HashMap<>();

  private record Watched(FolderWatch.Watch watch, Set<EntryId> entries) {}

  private final Map<String, Instant> changed = new HashMap<>();

  /**
   * @param texts what an armed definition is made of
   * @param reload reads a definition again
   */
  DefinitionSource(
      FolderWatch folders,
      InstantSource clock,
      Function<String, Optional<AgentTexts>> texts,
      Consumer<String> reload) {
    this.folders = folders;
    this.clock = clock;
    this.texts = texts;
    this.reload = reload;
  }

  @Override
  public void attach(TriggerSink to) {
    sink = to;
  }

  @Override
  public void arm(ArmedTrigger trigger) {
    String file = trigger.id().file();
    FolderWatch.Watch watch;
    synchronized (this) {
      Watched before = watched.get(file);
      if (before != null) {
        before.entries().add(trigger.id());
        return;
      }
      watch = watch(file);
      var entries = new HashSet<EntryId>();
      entries.add(trigger.id());
      watched.put(file, new Watched(watch, entries));
    }
    folders.add(watch);
    // What changed between its being read and being watched has not been seen.
    note(file);
  }

  private FolderWatch.Watch watch(String file) {
    Path folder = Path.of(file).toAbsolutePath().getParent();
    String name = String.valueOf(Path.of(file).getFileName());
    List<String> prompts =
        texts.apply(file).map(found -> List.copyOf(found.prompts().keySet())).orElse(List.of());
    return new FolderWatch.Watch(
        folder == null ? Path.of("/") : folder,
        path -> prompts.stream().anyMatch(prompt -> prompt.startsWith(path + "/")),
        (path, _) -> {
          if (path.equals(name) || prompts.contains(path) || isCatalogue(path)) {
            note(file);
          }
        });
  }

  private static boolean isCatalogue(String path) {
    return path.endsWith(".tools.yaml")
        || path.endsWith(".tools.yml")
        || OpenApiTools.isDocument(path);
  }

  private void note(String file) {
    synchronized (this) {
      changed.put(file, clock.instant());
    }
    sink.wake();
  }

  @Override
  public void disarm(EntryId id) {
    FolderWatch.Watch ended = null;
    synchronized (this) {
      Watched one = watched.get(id.file());
      if (one != null && one.entries().remove(id) && one.entries().isEmpty()) {
        watched.remove(id.file());
        ended = one.watch();
      }
    }
    if (ended != null) {
      folders.remove(ended);
    }
  }

  @Override
  public void look(Instant now) {
    settled(now).forEach(reload);
  }

  private synchronized List<String> settled(Instant now) {
    List<String> files =
        changed.entrySet().stream()
            .filter(entry -> !entry.getValue().plus(QUIET).isAfter(now))
            .map(Map.Entry::getKey)
            .toList();
    files.forEach(changed::remove);
    return files;
  }

  @Override
  public synchronized Optional<Instant> nextLook() {
    return changed.values().stream().map(at -> at.plus(QUIET)).min(Comparator.naturalOrder());
  }

  @Override
  public synchronized void close() {
    watched.clear();
    changed.clear();
  }
}

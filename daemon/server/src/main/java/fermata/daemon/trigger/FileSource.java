package fermata.daemon.trigger;

import fermata.daemon.store.EntryId;
import fermata.daemon.store.JournalStore;
import fermata.definition.model.Trigger;
import fermata.definition.schedule.PathPattern;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fires when files change, once it has been quiet for a while.
 *
 * <p>How the files were when it fired last stands in the store, see {@link SeenFiles}: what changes
 * while no daemon is there is told when one is there again. Thread-safe.
 */
final class FileSource implements TriggerSource {

  private static final Duration RETRY = Duration.ofSeconds(5);

  private volatile TriggerSink sink = TriggerSink.NOWHERE;
  private final FolderWatch folders;
  private final InstantSource clock;
  private final JournalStore store;
  private final Map<EntryId, Watched> watched = new HashMap<>();

  private record Watched(FolderWatch.Watch watch, Settling settling, SeenFiles seen) {}

  FileSource(FolderWatch folders, InstantSource clock, JournalStore store) {
    this.folders = folders;
    this.clock = clock;
    this.store = store;
  }

  @Override
  public void attach(TriggerSink to) {
    sink = to;
  }

  @Override
  public void arm(ArmedTrigger trigger) {
    if (trigger.trigger() instanceof Trigger.Files files) {
      disarm(trigger.id());
      if (!trigger.isPaused()) {
        watch(trigger, files);
      }
    }
  }

  private void watch(ArmedTrigger trigger, Trigger.Files files) {
    List<PathPattern> patterns = files.patterns().stream().map(PathPattern::of).toList();
    var settling = new Settling(files.debounce());
    var seen = new SeenFiles(trigger.id(), trigger.workspace(), store);
    var watch =
        new FolderWatch.Watch(
            trigger.workspace(),
            folder -> patterns.stream().anyMatch(pattern -> leadsTo(pattern, folder)),
            new FileListener(patterns, settling, seen));
    synchronized (this) {
      watched.put(trigger.id(), new Watched(watch, settling, seen));
    }
    folders.add(watch);
    seen.changes().forEach((path, change) -> changed(settling, path, change));
  }

  private final class FileListener implements FolderWatch.Listener {

    private final List<PathPattern> patterns;
    private final Settling settling;
    private final SeenFiles seen;

    FileListener(List<PathPattern> patterns, Settling settling, SeenFiles seen) {
      this.patterns = patterns;
      this.settling = settling;
      this.seen = seen;
    }

    @Override
    public void changed(String path, FileChange change) {
      if (fits(path)) {
        FileSource.this.changed(settling, path, change);
      }
    }

    @Override
    public void present(String path) {
      if (fits(path)) {
        seen.present(path);
      }
    }

    private boolean fits(String path) {
      return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }
  }

  /** Whether something that fits may be in a folder or below it. */
  static boolean leadsTo(PathPattern pattern, String folder) {
    String wanted = pattern.folder();
    boolean isOnTheWay = wanted.equals(folder) || wanted.startsWith(folder + "/");
    boolean isBelow = wanted.isEmpty() || folder.startsWith(wanted + "/");
    return isOnTheWay || (isBelow && pattern.isDeep() && !isHidden(folder));
  }

  private static boolean isHidden(String folder) {
    return folder.startsWith(".") || folder.contains("/.");
  }

  private void changed(Settling settling, String path, FileChange change) {
    synchronized (this) {
      settling.add(path, change, clock.instant());
    }
    sink.wake();
  }

  @Override
  public void disarm(EntryId id) {
    Watched before;
    synchronized (this) {
      before = watched.remove(id);
    }
    if (before != null) {
      folders.remove(before.watch());
    }
  }

  @Override
  public synchronized Optional<Instant> nextLook() {
    return watched.values().stream()
        .map(one -> one.settling().due())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  @Override
  public void look(Instant now) {
    for (EntryId id : due(now)) {
      Watched one = find(id);
      if (one != null) {
        fire(id, one, now);
      }
    }
  }

  private synchronized List<EntryId> due(Instant now) {
    return watched.entrySet().stream()
        .filter(
            entry -> entry.getValue().settling().due().filter(due -> !due.isAfter(now)).isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }

  private synchronized @Nullable Watched find(EntryId id) {
    return watched.get(id);
  }

  private void fire(EntryId id, Watched one, Instant now) {
    Settling settling = one.settling();
    Fire fire;
    synchronized (this) {
      fire = Fire.of(settling.event(now), null);
      settling.clear();
    }
    List<String> paths = new ArrayList<>();
    fire.event().path("paths").forEach(path -> paths.add(path.asText()));
    if (sink.fire(id, fire.with(one.seen().as(paths))) instanceof Fired.Later) {
      synchronized (this) {
        fire.event()
            .path("created")
            .forEach(path -> again(settling, path.asText(), FileChange.CREATED, now));
        fire.event()
            .path("modified")
            .forEach(path -> again(settling, path.asText(), FileChange.MODIFIED, now));
        fire.event()
            .path("deleted")
            .forEach(path -> again(settling, path.asText(), FileChange.DELETED, now));
        settling.putOff(now.plus(RETRY));
      }
    }
  }

  private static void again(Settling settling, String path, FileChange change, Instant now) {
    settling.add(path, change, now);
  }

  @Override
  public synchronized void close() {
    watched.clear();
  }
}

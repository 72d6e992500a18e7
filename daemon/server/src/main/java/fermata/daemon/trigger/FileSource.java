package fermata.daemon.trigger;

import fermata.daemon.store.EntryId;
import fermata.definition.model.Trigger;
import fermata.definition.schedule.PathPattern;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fires when files change, once it has been quiet for a while.
 *
 * <p>What changes while no daemon is there is not seen. Thread-safe.
 */
final class FileSource implements TriggerSource {

  private static final Duration RETRY = Duration.ofSeconds(5);

  private volatile TriggerSink sink = TriggerSink.NOWHERE;
  private final FolderWatch folders;
  private final InstantSource clock;
  private final Map<EntryId, Watched> watched = new HashMap<>();

  private record Watched(FolderWatch.Watch watch, Settling settling) {}

  FileSource(FolderWatch folders, InstantSource clock) {
    this.folders = folders;
    this.clock = clock;
  }

  @Override
  public void attach(TriggerSink to) {
    sink = to;
  }

  @Override
  public void arm(ArmedTrigger trigger) {
    if (trigger.trigger() instanceof Trigger.Files files) {
      disarm(trigger.id());
      List<PathPattern> patterns = files.patterns().stream().map(PathPattern::of).toList();
      var settling = new Settling(files.debounce());
      var watch =
          new FolderWatch.Watch(
              trigger.workspace(),
              folder -> patterns.stream().anyMatch(pattern -> leadsTo(pattern, folder)),
              (path, change) -> changed(patterns, settling, path, change));
      synchronized (this) {
        watched.put(trigger.id(), new Watched(watch, settling));
      }
      folders.add(watch);
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

  private void changed(
      List<PathPattern> patterns, Settling settling, String path, FileChange change) {
    if (patterns.stream().noneMatch(pattern -> pattern.matches(path))) {
      return;
    }
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
      Settling settling = find(id);
      if (settling != null) {
        fire(id, settling, now);
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

  private synchronized @Nullable Settling find(EntryId id) {
    Watched one = watched.get(id);
    return one == null ? null : one.settling();
  }

  private void fire(EntryId id, Settling settling, Instant now) {
    Fire fire;
    synchronized (this) {
      fire = Fire.of(settling.event(now), null);
      settling.clear();
    }
    if (sink.fire(id, fire) instanceof Fired.Later) {
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

package fermata.daemon.trigger;

import fermata.daemon.platform.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which files below folders change, as the system tells it.
 *
 * <p>Folders that appear later are watched too, and the files that they have by then are told as
 * created. Symbolic links to folders are not followed. When the system lost count, every file of
 * the folder is told as modified. Thread-safe. One thread, from the first watch on.
 */
final class FolderWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  /** How many folders one watch has at most; what is below others is not seen, and said. */
  private static final int FOLDERS_MAX = 4_096;

  private final Map<WatchKey, List<Place>> places = new HashMap<>();
  private @Nullable WatchService service;
  private boolean isClosed;

  /** Who is told. May not block. */
  interface Listener {

    /**
     * A file has changed.
     *
     * @param path relative to the root, with {@code /} between its names
     */
    void changed(String path, FileChange change);

    /** A file is there when the watch begins; told before {@link FolderWatch#add} returns. */
    default void present(String path) {}
  }

  /**
   * What is watched.
   *
   * @param enters whether files are of interest in a folder, or below it; by its path relative to
   *     the root
   */
  record Watch(Path root, Predicate<String> enters, Listener listener) {}

  private record Place(Watch watch, Path folder, String path) {

    String child(Path name) {
      return path.isEmpty() ? name.toString() : path + "/" + name;
    }
  }

  /** Begins to watch. Files that are there already have not changed. */
  void add(Watch watch) {
    enter(new Place(watch, watch.root(), ""), false);
  }

  /** Ends a watch. */
  synchronized void remove(Watch watch) {
    places.values().forEach(all -> all.removeIf(place -> place.watch().equals(watch)));
    places
        .entrySet()
        .removeIf(
            entry -> {
              boolean isUnused = entry.getValue().isEmpty();
              if (isUnused) {
                entry.getKey().cancel();
              }
              return isUnused;
            });
  }

  private void enter(Place place, boolean isNew) {
    if (!register(place)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(place.folder())) {
      for (Path entry : entries) {
        found(place, entry, isNew);
      }
    } catch (IOException | DirectoryIteratorException gone) {
      LOG.debug("{} cannot be read: {}", place.folder(), gone.getMessage());
    }
  }

  private void found(Place place, Path entry, boolean isNew) {
    String path = place.child(entry.getFileName());
    if (isFolder(entry)) {
      if (place.watch().enters().test(path)) {
        enter(new Place(place.watch(), entry, path), isNew);
      }
    } else if (isNew) {
      place.watch().listener().changed(path, FileChange.CREATED);
    } else {
      place.watch().listener().present(path);
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private synchronized boolean register(Place place) {
    long count =
        places.values().stream()
            .flatMap(List::stream)
            .filter(other -> other.watch().equals(place.watch()))
            .count();
    if (isClosed || count >= FOLDERS_MAX) {
      LOG.warn("{} is not watched (expected: at most {} folders)", place.folder(), FOLDERS_MAX);
      return false;
    }
    try {
      WatchKey key =
          place
              .folder()
              .register(
                  service(),
                  StandardWatchEventKinds.ENTRY_CREATE,
                  StandardWatchEventKinds.ENTRY_MODIFY,
                  StandardWatchEventKinds.ENTRY_DELETE);
      List<Place> all = places.computeIfAbsent(key, _ -> new ArrayList<>());
      if (!all.contains(place)) {
        all.add(place);
      }
      return true;
    } catch (IOException failure) {
      LOG.warn("{} cannot be watched: {}", place.folder(), failure.getMessage());
      return false;
    }
  }

  private WatchService service() {
    WatchService open = service;
    if (open == null) {
      try {
        open = FileSystems.getDefault().newWatchService();
      } catch (IOException failure) {
        throw new UncheckedIOException("folders cannot be watched", failure);
      }
      service = open;
      WatchService served = open;
      Threads.start("folder-watch", () -> serve(served));
    }
    return open;
  }

  private void serve(WatchService served) {
    try {
      while (true) {
        WatchKey key = served.take();
        List<WatchEvent<?>> events = key.pollEvents();
        placesOf(key).forEach(place -> events.forEach(event -> tell(place, event)));
        if (!key.reset()) {
          forget(key);
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (ClosedWatchServiceException closed) {
      LOG.debug("folders are watched no more");
    }
  }

  private synchronized List<Place> placesOf(WatchKey key) {
    return List.copyOf(places.getOrDefault(key, List.of()));
  }

  private synchronized void forget(WatchKey key) {
    places.remove(key);
  }

  private void tell(Place place, WatchEvent<?> event) {
    if (!(event.context() instanceof Path name)) {
      tellAll(place);
      return;
    }
    Path full = place.folder().resolve(name);
    if (event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE)) {
      found(place, full, true);
    } else if (!isFolder(full)) {
      boolean isGone = event.kind().equals(StandardWatchEventKinds.ENTRY_DELETE);
      place
          .watch()
          .listener()
          .changed(place.child(name), isGone ? FileChange.DELETED : FileChange.MODIFIED);
    }
  }

  private static void tellAll(Place place) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(place.folder())) {
      for (Path entry : entries) {
        if (!isFolder(entry)) {
          String path = place.child(entry.getFileName());
          place.watch().listener().changed(path, FileChange.MODIFIED);
        }
      }
    } catch (IOException | DirectoryIteratorException gone) {
      LOG.debug("{} cannot be read: {}", place.folder(), gone.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    places.clear();
    WatchService open = service;
    if (open != null) {
      try {
        open.close();
      } catch (IOException failure) {
        LOG.debug("the watch of folders does not end: {}", failure.getMessage());
      }
    }
  }
}

package fermata.daemon.tool.runner;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fermata.daemon.tool.ToolChange;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells when the catalogues of a folder declare other tools than those that were read there before.
 *
 * <p>Nobody looks after the files: they are read when somebody needs them, and those of armed
 * agents when they are saved. Thread-safe.
 */
final class CatalogNews {

  /** How many folders are remembered; the least recently used one goes first. */
  private static final int FOLDERS_MAX = 256;

  private final ToolChange.Listener changes;
  private final Cache<Path, AtomicReference<Workbench>> seen =
      Caffeine.newBuilder().maximumSize(FOLDERS_MAX).executor(Runnable::run).build();

  CatalogNews(ToolChange.Listener changes) {
    this.changes = changes;
  }

  /** Notes what the files of a folder declare now. */
  void read(Path folder, Workbench now) {
    AtomicReference<Workbench> place = seen.get(folder, _ -> new AtomicReference<>(now));
    Workbench before = place.getAndSet(now);
    if (before == now) {
      return;
    }
    ToolChange change = ToolChange.between("folder:" + folder, before.declared(), now.declared());
    if (change.isAny()) {
      changes.heard(change);
    }
  }
}

package fermata.lsp.relay;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;

/**
 * Tells that something has changed in the folder where daemons say that they are there. The folder
 * is not made for that: while there is none, the nearest one above it is watched.
 *
 * <p>Confined to one thread.
 */
final class RunFolderWatch {

  /** How often something may have changed where folders cannot be watched. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Path runFolder;
  private final Runnable changed;

  /** Watches a folder, and says what to do when something has changed in it. */
  RunFolderWatch(Path runFolder, Runnable changed) {
    this.runFolder = runFolder.toAbsolutePath();
    this.changed = changed;
  }

  /** Watches until the thread is interrupted. */
  void run() {
    try {
      while (true) {
        watch();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() throws InterruptedException {
    try (WatchService watcher = FileSystems.getDefault().newWatchService()) {
      Path folder = nearest();
      folder.register(
          watcher,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
      // Something may have come before it was watched.
      changed.run();
      boolean isValid = true;
      while (isValid && nearest().equals(folder)) {
        WatchKey key = watcher.take();
        key.pollEvents();
        isValid = key.reset();
        if (folder.equals(runFolder)) {
          changed.run();
        }
      }
    } catch (IOException _) {
      Thread.sleep(PAUSE);
      changed.run();
    }
  }

  private Path nearest() {
    Path at = runFolder;
    while (!Files.isDirectory(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }
}

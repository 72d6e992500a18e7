package fermata.lsp.relay;

import fermata.lsp.rpc.Workers;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Small files to fill in and save, for questions that buttons cannot answer. What an editor saves
 * is seen by the disk, so it need not be a document of the language server.
 *
 * <p>They lie in a folder that only their owner can read, and are gone when their question is
 * settled or the server ends. Thread-safe. Limits: {@value #FILES_MAX} at a time.
 */
final class AnswerDocuments implements AutoCloseable {

  /** How many files there are at a time. */
  static final int FILES_MAX = 100;

  private final Workers workers;
  private final Map<String, Open> open = new ConcurrentHashMap<>();
  private @Nullable WatchService watch;
  private @Nullable Path folder;

  AnswerDocuments(Workers workers) {
    this.workers = workers;
  }

  private record Open(Path file, Consumer<String> saved) {}

  /**
   * {@return the file of a question, as it was left where it is there already}
   *
   * @param saved is told the text whenever it is saved
   * @throws IOException where there can be no such file
   */
  synchronized Path open(String question, AnswerForm form, Consumer<String> saved)
      throws IOException {
    Path home = folder == null ? begin() : folder;
    Open known = open.get(question);
    if (known == null && open.size() >= FILES_MAX) {
      throw new IOException("more than " + FILES_MAX + " questions are open");
    }
    Path file = known == null ? home.resolve(nameOf(question) + form.suffix()) : known.file();
    if (!Files.exists(file)) {
      Files.writeString(file, form.text());
    }
    open.put(question, new Open(file, saved));
    return file;
  }

  /** A question is settled: its file is of no use any longer. */
  synchronized void settled(String question) {
    Open known = open.remove(question);
    if (known != null) {
      delete(known.file());
    }
  }

  /** Ids are words of the daemon, and a file system has its own. */
  private static String nameOf(String question) {
    return question.replaceAll("[^A-Za-z0-9_.-]", "_");
  }

  private Path begin() throws IOException {
    Path made = Files.createTempDirectory("fermata-answers-");
    WatchService watching = FileSystems.getDefault().newWatchService();
    made.register(
        watching, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
    watch = watching;
    folder = made;
    workers.start("answers", () -> watch(watching));
    return made;
  }

  private void watch(WatchService watching) {
    try {
      boolean isValid = true;
      while (isValid) {
        WatchKey key = watching.take();
        for (WatchEvent<?> event : key.pollEvents()) {
          changed(String.valueOf(event.context()));
        }
        isValid = key.reset();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ClosedWatchServiceException _) {
      // The server ends.
      return;
    }
  }

  private void changed(String name) {
    for (Open one : open.values()) {
      if (name.equals(String.valueOf(one.file().getFileName()))) {
        read(one);
      }
    }
  }

  private static void read(Open one) {
    try {
      one.saved().accept(Files.readString(one.file()));
    } catch (IOException _) {
      // It is just being replaced, which is told by itself.
      return;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // It is left to whoever tidies up temporary files.
      return;
    }
  }

  @Override
  public synchronized void close() {
    new ArrayList<>(open.keySet()).forEach(this::settled);
    try {
      if (watch != null && folder != null) {
        watch.close();
        delete(folder);
      }
    } catch (IOException _) {
      // The process ends anyway.
      return;
    }
  }
}

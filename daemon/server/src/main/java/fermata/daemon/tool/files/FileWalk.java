package fermata.daemon.tool.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Goes through a folder and all below it, sorted by name, a folder before its content.
 *
 * <p>No link is followed. What vanishes or may not be read on the way is passed over. Ends with a
 * {@link WalkInterrupted} when its thread is interrupted.
 */
public final class FileWalk {

  /** How deep folders may lie below the start. */
  public static final int DEPTH_MAX = 64;

  private FileWalk() {}

  /** Sees what a walk comes by. */
  public interface Visitor {

    /** Whether a folder is entered; {@code path} is relative to the start. */
    boolean enters(String path, int depth);

    /**
     * Takes an entry, and says whether the walk goes on.
     *
     * @param path relative to the start
     * @param folder the open folder that holds the entry
     */
    boolean visit(String path, Folder folder, Entry entry) throws IOException;
  }

  /** The thread of a walk was interrupted; its flag is set again. */
  public static final class WalkInterrupted extends RuntimeException {

    WalkInterrupted() {
      super("the walk was interrupted");
      Thread.currentThread().interrupt();
    }
  }

  /** Walks from a folder, which is closed at the end. */
  public static void walk(Folder start, Visitor visitor) throws IOException {
    try (start) {
      descend(start, "", 1, visitor);
    }
  }

  private static boolean descend(Folder folder, String prefix, int depth, Visitor visitor)
      throws IOException {
    for (Entry entry : folder.entries()) {
      if (Thread.interrupted()) {
        throw new WalkInterrupted();
      }
      String path = prefix + entry.name();
      if (!visitor.visit(path, folder, entry)) {
        return false;
      }
      boolean isEntered =
          entry.kind() == Entry.Kind.FOLDER && depth < DEPTH_MAX && visitor.enters(path, depth);
      if (isEntered && !enter(folder, entry, path, depth, visitor)) {
        return false;
      }
    }
    return true;
  }

  private static boolean enter(Folder folder, Entry entry, String path, int depth, Visitor visitor)
      throws IOException {
    try (Folder child = folder.folder(entry.name())) {
      return descend(child, path + "/", depth + 1, visitor);
    } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException _) {
      return true;
    }
  }
}

package fermata.daemon.tool.builtin;

import fermata.daemon.tool.files.Entry;
import fermata.daemon.tool.files.FileFilter;
import fermata.daemon.tool.files.FileWalk;
import fermata.daemon.tool.files.Folder;
import fermata.daemon.tool.files.Place;
import fermata.daemon.tool.files.Root;
import fermata.daemon.tool.files.TextFile;
import java.io.IOException;
import java.util.Optional;

/**
 * The files that the arguments {@code path, glob, exclude, hidden} mean: those below a folder that
 * fit, or the one file that the path names.
 *
 * <p>Confined to one call.
 */
final class FileScan {

  private final Root root;
  private final Place start;
  private final FileFilter filter;
  private int read;
  private int skipped;

  private FileScan(Root root, Place start, FileFilter filter) {
    this.root = root;
    this.start = start;
    this.filter = filter;
  }

  static FileScan of(ToolWork work) {
    Arguments args = work.args();
    return new FileScan(
        work.root(),
        work.root().place(args.text("path")),
        FileFilter.of(args.texts("glob"), args.texts("exclude"), args.flag("hidden")));
  }

  /** Takes one file, and says whether the scan goes on. */
  interface FileVisitor {
    boolean visit(String path, Folder folder, Entry entry) throws IOException;
  }

  /** Takes the text of one file, and says whether the scan goes on. */
  interface TextVisitor {
    boolean visit(String path, Entry entry, String text) throws IOException;
  }

  /** Shows the files, sorted by path, and says whether all were shown. */
  boolean files(FileVisitor visitor) throws IOException {
    Optional<Entry> single =
        root.find(start).filter(entry -> entry.kind() == Entry.Kind.FILE && !start.isRoot());
    if (single.isPresent()) {
      try (Folder parent = root.folder(parent())) {
        return visitor.visit(start.shown(), parent, single.get());
      }
    }
    boolean[] isComplete = {true};
    FileWalk.walk(root.folder(start), walking(visitor, isComplete));
    return isComplete[0];
  }

  private Place parent() {
    return new Place(start.shown(), start.names().subList(0, start.names().size() - 1));
  }

  private FileWalk.Visitor walking(FileVisitor visitor, boolean[] isComplete) {
    return new FileWalk.Visitor() {
      @Override
      public boolean enters(String path, int depth) {
        return filter.isLookedAt(path);
      }

      @Override
      public boolean visit(String path, Folder folder, Entry entry) throws IOException {
        if (entry.kind() == Entry.Kind.FILE && filter.accepts(path)) {
          isComplete[0] = visitor.visit(start.shownBelow(path), folder, entry);
        }
        return isComplete[0];
      }
    };
  }

  /** Shows the texts of the files that are text, and says whether all were shown. */
  boolean texts(TextVisitor visitor) throws IOException {
    return files(
        (path, folder, entry) -> {
          Optional<String> text = text(folder, entry);
          if (text.isEmpty()) {
            skipped++;
            return true;
          }
          read++;
          return visitor.visit(path, entry, text.get());
        });
  }

  private static Optional<String> text(Folder folder, Entry entry) throws IOException {
    if (entry.bytes() > TextFile.BYTES_MAX) {
      return Optional.empty();
    }
    try {
      return TextFile.read(folder.read(entry.name()));
    } catch (java.nio.channels.ClosedByInterruptException interrupted) {
      throw interrupted;
    } catch (IOException _) {
      // It vanished or may not be read; it is counted as left out.
      return Optional.empty();
    }
  }

  /** {@return how many texts were shown} */
  int read() {
    return read;
  }

  /** {@return how many files were left out because they are no text that can be read} */
  int skipped() {
    return skipped;
  }
}

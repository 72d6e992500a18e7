package fermata.daemon.tool.files;

import fermata.daemon.tool.files.FileRefusal.Reason;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A folder that paths cannot leave.
 *
 * <p>{@link #place} resolves a path with all its links and refuses it where it leads out of the
 * root. Every other method opens what a place names from the root downwards and follows no link, so
 * that a link which somebody puts there after the check makes the call fail.
 *
 * <p>Immutable; holds nothing open.
 */
public final class Root {

  private final Path real;

  private Root(Path real) {
    this.real = real;
  }

  /**
   * Makes a folder a root.
   *
   * @throws FileRefusal where it is not a folder
   */
  public static Root of(Path folder) {
    try {
      Path real = folder.toRealPath();
      if (!Files.isDirectory(real)) {
        throw new FileRefusal(Reason.UNFIT, "the workspace is not a folder");
      }
      return new Root(real);
    } catch (IOException failure) {
      throw new FileRefusal(Reason.ABSENT, "the workspace folder is not there", failure);
    }
  }

  /** {@return the root's own path, without links} */
  public Path path() {
    return real;
  }

  /**
   * Finds where a path leads.
   *
   * @param path relative to the root, or absolute and below it; what it names need not exist
   * @throws FileRefusal where it leads out of the root, or is no path at all
   */
  public Place place(String path) {
    Path lexical = lexical(path);
    try {
      Path target = realOf(lexical);
      if (!target.startsWith(real)) {
        throw outside(path);
      }
      return new Place(shown(lexical.startsWith(real) ? lexical : target), names(target));
    } catch (IOException failure) {
      // What lies outside is not told apart: not even whether it may be looked at.
      throw lexical.startsWith(real) ? refusal(path, failure) : outside(path);
    }
  }

  private Path lexical(String path) {
    try {
      return real.resolve(path).normalize();
    } catch (InvalidPathException failure) {
      throw new FileRefusal(
          Reason.UNFIT, "path '" + path.replace('\0', '?') + "': not a path", failure);
    }
  }

  /** Resolves the links of the part that exists; the rest is appended as it is. */
  private static Path realOf(Path lexical) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    Path existing = lexical;
    while (true) {
      try {
        Path found = existing.toRealPath();
        for (Path name : missing) {
          found = found.resolve(name);
        }
        return found;
      } catch (NoSuchFileException absent) {
        if (Files.isSymbolicLink(existing)) {
          throw new FileSystemException(null, null, "a link that leads nowhere");
        }
        Path parent = existing.getParent();
        if (parent == null) {
          throw absent;
        }
        missing.addFirst(existing.getFileName());
        existing = parent;
      }
    }
  }

  private String shown(Path below) {
    String relative = String.join("/", names(below));
    return relative.isEmpty() ? "." : relative;
  }

  private List<String> names(Path below) {
    Path relative = real.relativize(below);
    return stream(relative).map(Path::toString).filter(name -> !name.isEmpty()).toList();
  }

  private static Stream<Path> stream(Path path) {
    return StreamSupport.stream(path.spliterator(), false);
  }

  /** Opens a folder below the root, or the root. */
  public Folder folder(Place place) {
    try {
      return open(place.names());
    } catch (IOException failure) {
      throw refusal(place.shown(), failure);
    }
  }

  /** {@return what stands at a place} */
  public Optional<Entry> find(Place place) {
    if (place.isRoot()) {
      return Optional.of(rootEntry());
    }
    try (Folder parent = open(place.parentNames())) {
      return parent.find(place.lastName());
    } catch (NoSuchFileException | NotDirectoryException _) {
      return Optional.empty();
    } catch (IOException failure) {
      throw refusal(place.shown(), failure);
    }
  }

  private Entry rootEntry() {
    try {
      return Entry.of(
          ".",
          Files.readAttributes(
              real, java.nio.file.attribute.BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException failure) {
      throw refusal(".", failure);
    }
  }

  /** Opens a file below the root for reading. */
  public SeekableByteChannel read(Place place) {
    requireName(place);
    try (Folder parent = open(place.parentNames())) {
      return parent.read(place.lastName());
    } catch (IOException failure) {
      throw refusal(place.shown(), failure);
    }
  }

  /**
   * Puts a file with this content at a place, in one piece, and makes the folders that are missing.
   *
   * @param freshName a name that nobody else uses, for the file that is written first
   */
  public void write(Place place, String freshName, byte[] content) {
    requireName(place);
    try {
      makeFolders(place.parentNames());
      try (Folder parent = open(place.parentNames())) {
        if (parent.find(place.lastName()).filter(Root::isFolder).isPresent()) {
          throw new FileRefusal(
              Reason.UNFIT, "path '" + place.shown() + "': a folder, expected a file");
        }
        parent.replace(place.lastName(), freshName, content);
      }
    } catch (IOException failure) {
      throw refusal(place.shown(), failure);
    }
  }

  private static boolean isFolder(Entry entry) {
    return entry.kind() == Entry.Kind.FOLDER;
  }

  // Java can open and move relative to a folder's handle, but not make a folder. A link that is put
  // in the way at this instant can make an empty folder appear elsewhere; the file itself is
  // written through handles and cannot follow.
  private void makeFolders(List<String> names) throws IOException {
    Path folder = real;
    for (String name : names) {
      folder = folder.resolve(name);
      try {
        Files.createDirectory(folder);
      } catch (FileAlreadyExistsException _) {
        // Opening it tells whether it is a folder.
      }
    }
  }

  private Folder open(List<String> names) throws IOException {
    Folder folder = Folder.open(real);
    for (String name : names) {
      try (Folder above = folder) {
        folder = above.folder(name);
      }
    }
    return folder;
  }

  private static void requireName(Place place) {
    if (place.isRoot()) {
      throw new FileRefusal(Reason.UNFIT, "path '.': the workspace folder, expected a file");
    }
  }

  private static FileRefusal outside(String path) {
    return new FileRefusal(
        Reason.OUTSIDE, "path '" + path + "' leaves the workspace (expected: a path below it)");
  }

  /** {@return what to say of a failure, without paths of the machine} */
  public static FileRefusal refusal(String shown, IOException failure) {
    String path = "path '" + shown + "': ";
    return switch (failure) {
      case NoSuchFileException _ -> new FileRefusal(Reason.ABSENT, path + "not there", failure);
      case NotDirectoryException _ -> new FileRefusal(Reason.UNFIT, path + "not a folder", failure);
      case AccessDeniedException _ ->
          new FileRefusal(Reason.UNFIT, path + "no permission", failure);
      case FileSystemException system ->
          new FileRefusal(Reason.UNFIT, path + reasonOf(system), failure);
      default -> new FileRefusal(Reason.UNFIT, path + messageOf(failure), failure);
    };
  }

  private static String reasonOf(FileSystemException failure) {
    String reason = failure.getReason();
    if (reason == null) {
      return "cannot be used";
    }
    return reason.startsWith("Too many levels")
        ? "links lead in a circle"
        : reason.toLowerCase(Locale.ROOT);
  }

  private static String messageOf(IOException failure) {
    String message = failure.getMessage();
    return message == null ? "cannot be used" : message;
  }
}

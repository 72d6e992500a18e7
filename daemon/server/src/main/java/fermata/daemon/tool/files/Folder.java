package fermata.daemon.tool.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An open folder. Everything is reached by a name in it, through its handle: moving the folder, or
 * putting a link in the place of one above it, changes nothing for its user.
 *
 * <p>No method follows a link. Confined to one thread: a walk or a call owns it and closes it.
 */
public final class Folder implements AutoCloseable {

  /** The most entries of one folder that are looked at. */
  public static final int ENTRIES_MAX = 200_000;

  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> WRITE_FRESH =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);

  private final SecureDirectoryStream<Path> stream;

  private Folder(SecureDirectoryStream<Path> stream) {
    this.stream = stream;
  }

  /** Opens a folder by its path, which must be free of links. */
  @SuppressWarnings("StreamResourceLeak") // the folder owns the stream and closes it
  static Folder open(Path real) throws IOException {
    return secure(Files.newDirectoryStream(real));
  }

  /** Opens a folder in this one. */
  public Folder folder(String name) throws IOException {
    return secure(stream.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
  }

  private static Folder secure(DirectoryStream<Path> stream) throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new Folder(secure);
    }
    stream.close();
    throw new IOException("this system cannot open files relative to a folder");
  }

  /** {@return what stands under a name} */
  public Optional<Entry> find(String name) throws IOException {
    try {
      return Optional.of(entry(name));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private Entry entry(String name) throws IOException {
    BasicFileAttributeView view =
        stream.getFileAttributeView(
            Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    return Entry.of(name, view.readAttributes());
  }

  /** {@return all entries, sorted by name; may be asked once} */
  public List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try {
      for (Path path : stream) {
        if (entries.size() == ENTRIES_MAX) {
          throw new IOException("a folder has more than " + ENTRIES_MAX + " entries");
        }
        find(path.getFileName().toString()).ifPresent(entries::add);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  /** Opens a file for reading. A pipe or device is refused before it could block. */
  public SeekableByteChannel read(String name) throws IOException {
    Entry.Kind kind = entry(name).kind();
    if (kind != Entry.Kind.FILE) {
      throw new IOException(kind.described() + ", expected a file");
    }
    return stream.newByteChannel(Path.of(name), READ);
  }

  /**
   * Puts a file with this content under a name, in one piece; what stood there before is replaced.
   *
   * @param freshName of the file that is written first; it is gone afterwards
   */
  void replace(String name, String freshName, byte[] content) throws IOException {
    try {
      writeFresh(freshName, content);
      stream.move(Path.of(freshName), stream, Path.of(name));
    } catch (IOException failure) {
      deleteIfThere(freshName);
      throw failure;
    }
  }

  private void writeFresh(String name, byte[] content) throws IOException {
    try (SeekableByteChannel channel = stream.newByteChannel(Path.of(name), WRITE_FRESH)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      if (channel instanceof FileChannel file) {
        file.force(true);
      }
    }
  }

  private void deleteIfThere(String name) throws IOException {
    try {
      stream.deleteFile(Path.of(name));
    } catch (NoSuchFileException _) {
      // It was moved, or never made.
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}

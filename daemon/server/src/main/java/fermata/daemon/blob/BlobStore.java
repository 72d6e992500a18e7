package fermata.daemon.blob;

import fermata.daemon.platform.AtomicFiles;
import fermata.wire.discovery.FileFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Contents in a folder, each under its SHA-256: {@code blobs/3f/3f9a…}.
 *
 * <p>A content that is put has been written to the disk, whole, when {@link #put} returns, and is
 * there for at least {@link #GRACE} from then on: time to name it in a commit. One that is there
 * already is not written again. Files are read-only, so that who opens one does not change it by
 * mistake.
 *
 * <p>Thread-safe; several daemons may use one folder.
 */
public final class BlobStore {

  /** The largest content. */
  public static final long BYTES_MAX = 100L << 20;

  /** For how long a content that nothing names is kept after it was put last. */
  public static final Duration GRACE = Duration.ofHours(24);

  private static final int PIECE = 64 << 10;

  /** A content that is about to be deleted, unless somebody has put it again meanwhile. */
  private static final String DYING = ".dying";

  private final Path folder;
  private final InstantSource clock;

  private BlobStore(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * {@return the contents of a state directory}
   *
   * @param clock by which contents grow old
   */
  public static BlobStore in(Path state, InstantSource clock) {
    return new BlobStore(state.resolve("blobs"), clock);
  }

  /** A content is larger than {@link #BYTES_MAX}. */
  public static final class TooLarge extends IOException {

    TooLarge() {
      super("more than " + BYTES_MAX + " bytes (expected: at most that)");
    }
  }

  /** {@return where the content of a name is, if it is there} */
  public Path pathOf(String sha256) {
    if (!Blob.isName(sha256)) {
      throw new IllegalArgumentException("not a SHA-256: " + sha256);
    }
    return shardOf(sha256).resolve(sha256);
  }

  private Path shardOf(String sha256) {
    return folder.resolve(sha256.substring(0, 2));
  }

  /** {@return the name of bytes, kept or not} */
  static String nameOf(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  /**
   * Keeps bytes; those that are there are not written.
   *
   * @throws IOException as {@link #put(InputStream)}
   */
  public Blob put(byte[] content) throws IOException {
    String name = nameOf(content);
    if (isFreshAgain(pathOf(name))) {
      forceNames(name);
      return new Blob(name, content.length);
    }
    return put(new ByteArrayInputStream(content));
  }

  /**
   * Keeps what a stream has to give; does not close it.
   *
   * @throws TooLarge if that is more than {@link #BYTES_MAX}
   * @throws IOException if it cannot be read or written; nothing is kept then
   */
  public Blob put(InputStream content) throws IOException {
    Path incoming = folder.resolve("incoming");
    AtomicFiles.makeDirectory(incoming);
    Path fresh = Files.createTempFile(incoming, "", "");
    try {
      Blob blob = write(content, fresh);
      Path place = pathOf(blob.sha256());
      if (!isFreshAgain(place)) {
        AtomicFiles.makeDirectory(shardOf(blob.sha256()));
        protect(fresh);
        Files.setLastModifiedTime(fresh, now());
        Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
      }
      // Also of a content that was there: whoever has just put it may not have come to this yet.
      forceNames(blob.sha256());
      return blob;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static Blob write(InputStream content, Path file) throws IOException {
    MessageDigest digest = sha256();
    long size = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var piece = new byte[PIECE];
      for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
        size += read;
        if (size > BYTES_MAX) {
          throw new TooLarge();
        }
        digest.update(piece, 0, read);
        ByteBuffer rest = ByteBuffer.wrap(piece, 0, read);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      }
      channel.force(true);
    }
    return new Blob(HexFormat.of().formatHex(digest.digest()), size);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Begins the grace of a content anew; whether it is there. */
  private boolean isFreshAgain(Path place) throws IOException {
    try {
      Files.setLastModifiedTime(place, now());
      return true;
    } catch (NoSuchFileException none) {
      return false;
    }
  }

  private FileTime now() {
    return FileTime.from(clock.instant());
  }

  private static void protect(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    }
  }

  /** A name that only the cache of the file system has would be gone after a crash. */
  private void forceNames(String sha256) throws IOException {
    force(shardOf(sha256));
    force(folder);
    Path state = folder.getParent();
    if (state != null) {
      force(state);
    }
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** {@return a content, if it is there} */
  public Optional<Blob> find(String sha256) {
    if (!Blob.isName(sha256)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Blob(sha256, Files.size(pathOf(sha256))));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /**
   * {@return some bytes of a content; fewer at its end, none after it}
   *
   * @throws NoSuchFileException if it is not there
   * @throws IOException if it cannot be read
   */
  public byte[] read(String sha256, long from, int max) throws IOException {
    try (FileChannel channel = FileChannel.open(pathOf(sha256), StandardOpenOption.READ)) {
      long length = Math.max(0, Math.min(max, channel.size() - from));
      ByteBuffer bytes = ByteBuffer.allocate((int) length);
      long at = from;
      for (int read = 0; bytes.hasRemaining() && read >= 0; at += Math.max(0, read)) {
        read = channel.read(bytes, at);
      }
      return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    }
  }

  /**
   * Deletes contents that nothing names and that nobody has put for {@link #GRACE}.
   *
   * <p>A content is moved aside before it is looked at for the last time: whoever puts it again in
   * that moment finds nothing and writes it anew, and whoever has done so just before has left a
   * new time on it, by which it is moved back.
   *
   * @param isNamed whether something names a content, by what is durable now; where it throws,
   *     nothing more is deleted
   * @return how many were deleted
   */
  public int sweep(Predicate<String> isNamed) {
    Instant before = clock.instant().minus(GRACE);
    int deleted = 0;
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        deleted += isDeleted(file, before, isNamed) ? 1 : 0;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(FileFailure.text(folder, failure), failure);
    }
    return deleted;
  }

  private static boolean isDeleted(Path file, Instant before, Predicate<String> isNamed)
      throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(DYING)) {
      String sha256 = name.substring(0, name.length() - DYING.length());
      return isBuried(file, file.resolveSibling(sha256), before, isNamed);
    }
    if (!isOlder(file, before)) {
      return false;
    }
    if (!Blob.isName(name)) {
      // Left by a daemon that ended while it wrote.
      return Files.deleteIfExists(file);
    }
    if (isNamed.test(name)) {
      return false;
    }
    Path dying = file.resolveSibling(name + DYING);
    Files.move(file, dying, StandardCopyOption.ATOMIC_MOVE);
    return isBuried(dying, file, before, isNamed);
  }

  private static boolean isBuried(Path dying, Path file, Instant before, Predicate<String> isNamed)
      throws IOException {
    if (isOlder(dying, before) && !isNamed.test(file.getFileName().toString())) {
      return Files.deleteIfExists(dying);
    }
    try {
      Files.move(dying, file);
    } catch (FileAlreadyExistsException writtenAnew) {
      Files.deleteIfExists(dying);
    }
    return false;
  }

  private static boolean isOlder(Path file, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }
}

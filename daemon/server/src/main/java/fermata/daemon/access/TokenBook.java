package fermata.daemon.access;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import fermata.daemon.platform.AtomicFiles;
import fermata.wire.discovery.FileFailure;
import fermata.wire.json.BindingException;
import fermata.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens that were granted to others, in a file of the state directory that all daemons on it
 * share: digests, not tokens.
 *
 * <p>A file that cannot be read lets nobody in. Thread-safe; looking up reads no file.
 */
public final class TokenBook {

  /** How many tokens there may be. */
  public static final int TOKENS_MAX = 256;

  private static final Logger LOG = LoggerFactory.getLogger(TokenBook.class);

  /** A change takes a few milliseconds. */
  private static final int LOCK_TRIES = 200;

  private static final Duration LOCK_PAUSE = Duration.ofMillis(10);

  private final Path file;
  private final Path lockFile;
  private Map<String, NamedToken> byDigest = Map.of();

  private TokenBook(Path file) {
    this.file = file;
    this.lockFile = file.resolveSibling("tokens.lock");
  }

  /** The file as it is written. */
  private record Page(List<NamedToken> tokens) {}

  /** {@return the tokens of a state directory} */
  public static TokenBook in(Path state) {
    var book = new TokenBook(state.resolve("tokens.json"));
    book.refresh();
    return book;
  }

  /** Reads the file again: another daemon may have written it. */
  public synchronized void refresh() {
    try {
      put(read());
    } catch (IOException damage) {
      LOG.warn("{}: cannot be read, so no granted token lets anybody in", file);
      put(List.of());
    }
  }

  private List<NamedToken> read() throws IOException {
    try {
      return Json.read(Json.mapper().readTree(Files.readAllBytes(file)), Page.class).tokens();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (BindingException damage) {
      throw new IOException(damage.getMessage(), damage);
    }
  }

  /**
   * Makes a change of what the file says now. No other daemon changes it meanwhile: it would bring
   * back what was revoked. What cannot be read is not written over.
   */
  private <T> T changing(Supplier<T> change) {
    try (FileChannel channel = FileChannel.open(lockFile, CREATE, WRITE);
        FileLock _ = lock(channel)) {
      put(read());
      return change.get();
    } catch (IOException failure) {
      throw new UncheckedIOException(
          FileFailure.text(file, failure) + " (expected: tokens as they were written)", failure);
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    for (int i = 0; i < LOCK_TRIES; i++) {
      Optional<FileLock> lock = tryLock(channel);
      if (lock.isPresent()) {
        return lock.get();
      }
      LockSupport.parkNanos(LOCK_PAUSE.toNanos());
    }
    throw new IOException("another daemon is changing it");
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException ofThisProcess) {
      return Optional.empty();
    }
  }

  private void put(List<NamedToken> tokens) {
    var digests = new HashMap<String, NamedToken>();
    tokens.forEach(token -> digests.put(token.sha256(), token));
    byDigest = Map.copyOf(digests);
  }

  /** {@return all tokens, by name} */
  public synchronized List<NamedToken> all() {
    return byDigest.values().stream().sorted(Comparator.comparing(NamedToken::name)).toList();
  }

  /** {@return the token of a digest, if it is good} */
  synchronized Optional<NamedToken> find(String sha256, Instant now) {
    return Optional.ofNullable(byDigest.get(sha256)).filter(token -> token.isGood(now));
  }

  /** {@return the token of a name} */
  public synchronized Optional<NamedToken> find(String name) {
    return byDigest.values().stream().filter(token -> token.name().equals(name)).findFirst();
  }

  /** What became of a grant. */
  public enum Granted {
    DONE,
    NAME_TAKEN,
    TOO_MANY
  }

  /**
   * Adds a token; what is like it but for its time is it already.
   *
   * @throws UncheckedIOException if the file cannot be read or written; nothing is changed then
   */
  public synchronized Granted grant(NamedToken token) {
    return changing(() -> granted(token));
  }

  private Granted granted(NamedToken token) {
    Optional<NamedToken> same = find(token.name());
    if (same.isPresent() && !same.get().sha256().equals(token.sha256())) {
      return Granted.NAME_TAKEN;
    }
    if (same.isEmpty() && byDigest.size() >= TOKENS_MAX) {
      return Granted.TOO_MANY;
    }
    var tokens = new HashMap<>(byDigest);
    tokens.put(token.sha256(), token);
    write(tokens);
    return Granted.DONE;
  }

  /**
   * Removes a token; whether it was there.
   *
   * @throws UncheckedIOException if the file cannot be read or written; nothing is changed then
   */
  public synchronized boolean revoke(String name) {
    return changing(() -> isRevoked(name));
  }

  private boolean isRevoked(String name) {
    var tokens = new HashMap<>(byDigest);
    boolean isThere = tokens.values().removeIf(token -> token.name().equals(name));
    if (isThere) {
      write(tokens);
    }
    return isThere;
  }

  private void write(Map<String, NamedToken> tokens) {
    List<NamedToken> sorted =
        tokens.values().stream().sorted(Comparator.comparing(NamedToken::name)).toList();
    AtomicFiles.write(file, Json.toText(new Page(sorted)) + "\n");
    put(sorted);
  }
}

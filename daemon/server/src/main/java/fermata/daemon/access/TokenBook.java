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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

  /** A request is repeated soon after it was lost, if it is. */
  private static final int REVOKED_MAX = 256;

  private static final Page EMPTY = new Page(List.of(), null);

  private static final Duration LOCK_PAUSE = Duration.ofMillis(10);

  private final Path file;
  private final Path lockFile;
  private Map<String, NamedToken> byDigest = Map.of();
  private List<Revocation> revoked = List.of();

  private TokenBook(Path file) {
    this.file = file;
    this.lockFile = file.resolveSibling("tokens.lock");
  }

  /**
   * The file as it is written.
   *
   * @param revoked the last that were taken back, the newest last; absent where none was
   */
  private record Page(List<NamedToken> tokens, @Nullable List<Revocation> revoked) {

    Page {
      tokens = List.copyOf(tokens);
      revoked = revoked == null ? null : List.copyOf(revoked);
    }

    List<Revocation> revocations() {
      return revoked == null ? List.of() : revoked;
    }
  }

  /**
   * A request that a token be taken back, by which the same request is known again.
   *
   * @param by who asked for it
   * @param key of the request
   */
  public record Revocation(String name, String by, String key) {}

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
      put(EMPTY);
    }
  }

  private Page read() throws IOException {
    try {
      return Json.read(Json.mapper().readTree(Files.readAllBytes(file)), Page.class);
    } catch (NoSuchFileException none) {
      return EMPTY;
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

  private void put(Page page) {
    var digests = new HashMap<String, NamedToken>();
    page.tokens().forEach(token -> digests.put(token.sha256(), token));
    byDigest = Map.copyOf(digests);
    revoked = page.revocations();
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
    /** The token of another name is the same one. */
    TOKEN_TAKEN,
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
    NamedToken holder = byDigest.get(token.sha256());
    if (holder != null && !holder.name().equals(token.name())) {
      return Granted.TOKEN_TAKEN;
    }
    if (same.isEmpty() && byDigest.size() >= TOKENS_MAX) {
      return Granted.TOO_MANY;
    }
    var tokens = new HashMap<>(byDigest);
    tokens.put(token.sha256(), token);
    write(tokens, revoked);
    return Granted.DONE;
  }

  /**
   * Removes a token; whether it was there, or this very request has removed it before.
   *
   * @throws UncheckedIOException if the file cannot be read or written; nothing is changed then
   */
  public synchronized boolean revoke(Revocation request) {
    return changing(() -> isRevoked(request));
  }

  private boolean isRevoked(Revocation request) {
    if (revoked.contains(request)) {
      // Whatever has the name by now was granted since.
      return true;
    }
    var tokens = new HashMap<>(byDigest);
    if (!tokens.values().removeIf(token -> token.name().equals(request.name()))) {
      return false;
    }
    var requests = new ArrayList<>(revoked);
    requests.add(request);
    write(tokens, requests.subList(Math.max(0, requests.size() - REVOKED_MAX), requests.size()));
    return true;
  }

  private void write(Map<String, NamedToken> tokens, List<Revocation> requests) {
    List<NamedToken> sorted =
        tokens.values().stream().sorted(Comparator.comparing(NamedToken::name)).toList();
    var page = new Page(sorted, requests.isEmpty() ? null : requests);
    AtomicFiles.write(file, Json.toText(page) + "\n");
    put(page);
  }
}

package fermata.daemon.store;

import fermata.daemon.platform.Threads;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one place where the store is written.
 *
 * <p>Who comes while nobody writes commits at once, on the own thread: to hand a commit to another
 * thread and be woken by it costs more than the commit itself on a fast disk. What arrives during a
 * commit shares the next one, which a thread of its own makes, so that the cost of waiting for the
 * disk is divided among those who wait. A unit that is refused takes nothing from its neighbours:
 * each has a savepoint, and when the disk refuses a shared commit the units are tried one by one.
 *
 * <p>Thread-safe.
 */
final class StoreWriter implements AutoCloseable {

  /** How many units wait at most; each belongs to a caller that is blocked. */
  private static final int WAITING_MAX = 8_192;

  /** How many units share a commit at most. */
  private static final int GROUP_MAX = 512;

  private static final int OFFER_SECONDS_MAX = 30;

  private final Path file;
  private final BlockingQueue<Unit<?>> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private volatile Thread thread;

  /** Held by who uses the connection. */
  private final ReentrantLock turn = new ReentrantLock();

  private SqliteConnection connection;
  private volatile boolean isClosed;

  private StoreWriter(Path file, SqliteConnection connection) {
    this.file = file;
    this.connection = connection;
    this.thread = Threads.startNative("store-writer", this::serve);
  }

  /** A part of a commit. */
  interface Work<T> {
    T apply(SqliteConnection connection) throws SQLException;
  }

  private static final class Unit<T> {

    private final Work<T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();

    /** What the work gave, which the caller hears of once it is durable. */
    private @Nullable T result;

    /** Why the work has no effect, where it was refused. */
    private @Nullable RuntimeException refusal;

    private boolean isDurable;

    Unit(Work<T> work) {
      this.work = work;
    }

    void apply(SqliteConnection connection) throws SQLException {
      refusal = null;
      result = work.apply(connection);
    }

    /** Tells the caller what is known: nothing of it needs memory that may be missing. */
    void tell() {
      if (refusal != null) {
        done.completeExceptionally(refusal);
      } else {
        done.complete(result);
      }
    }
  }

  /** {@return how many units wait for a commit; about one of them only its thread knows already} */
  int waitingCount() {
    return waiting.size() + turn.getQueueLength();
  }

  static StoreWriter open(Path file) throws SQLException {
    return new StoreWriter(file, SqliteConnection.open(file));
  }

  /**
   * Does the work in a transaction and returns when it is durable.
   *
   * <p>The wait has no deadline of its own: the writer answers every unit, and a caller that left
   * early would not know whether its events exist.
   *
   * @throws StorageException if it has no effect
   */
  <T> T execute(Work<T> work) {
    var unit = new Unit<>(work);
    if (committedHere(unit)) {
      return await(unit.done);
    }
    if (isClosed || !offer(unit)) {
      throw new StorageException(
          StorageException.Kind.UNAVAILABLE, "store: the writer is closed or has too much to do");
    }
    if (isClosed) {
      refuseWaiting();
    }
    return await(unit.done);
  }

  /** Commits on the calling thread, unless somebody is there already: nobody is overtaken. */
  private boolean committedHere(Unit<?> unit) {
    if (!waiting.isEmpty() || turn.hasQueuedThreads() || !turn.tryLock()) {
      return false;
    }
    try {
      if (isClosed) {
        return false;
      }
      commitAlone(unit);
      return true;
    } finally {
      leave(List.of(unit));
    }
  }

  /**
   * Gives the connection to the next, with no transaction open whatever has happened, and lets no
   * caller wait: where an error of the machine (no memory, a stack too small) has cut a commit
   * short, who is in it hears of the effect where there is one.
   */
  private void leave(List<Unit<?>> units) {
    try {
      connection.rollBack();
      for (Unit<?> unit : units) {
        if (!unit.done.isDone() && unit.isDurable) {
          unit.tell();
        } else if (!unit.done.isDone()) {
          unit.done.completeExceptionally(cutShort());
        }
      }
    } finally {
      turn.unlock();
    }
  }

  private boolean offer(Unit<?> unit) {
    try {
      return waiting.offer(unit, OFFER_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static <T> T await(CompletableFuture<T> done) {
    try {
      return done.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof StorageException storage ? storage.copy() : failure;
    }
  }

  private void serve() {
    boolean isCutShort = true;
    try {
      while (!isClosed) {
        serveGroup();
      }
      isCutShort = false;
    } catch (InterruptedException closing) {
      isCutShort = false;
      Thread.currentThread().interrupt();
    } finally {
      end(isCutShort);
    }
  }

  /** The thread ends; after an error another one goes on, since the store outlives a bug. */
  private void end(boolean isCutShort) {
    if (isCutShort && !isClosed) {
      thread = Threads.startNative("store-writer", this::serve);
    } else {
      isClosed = true;
      refuseWaiting();
      turn.lock();
      try {
        connection.close();
      } finally {
        turn.unlock();
      }
    }
  }

  private void serveGroup() throws InterruptedException {
    var group = new ArrayList<Unit<?>>();
    group.add(waiting.take());
    turn.lock();
    try {
      waiting.drainTo(group, GROUP_MAX - 1);
      commit(group);
    } finally {
      leave(group);
    }
  }

  private void commit(List<Unit<?>> group) {
    if (group.size() == 1) {
      commitAlone(group.getFirst());
      return;
    }
    try {
      connection.begin();
      for (Unit<?> unit : group) {
        applyInSavepoint(unit);
      }
      connection.commit();
      tell(group);
    } catch (SQLException fault) {
      connection.rollBack();
      group.forEach(this::commitAlone);
    }
  }

  /** Without a savepoint: there are no neighbours to take anything from. */
  private void commitAlone(Unit<?> unit) {
    try {
      connection.begin();
      unit.apply(connection);
      connection.commit();
      tell(List.of(unit));
    } catch (SQLException fault) {
      connection.rollBack();
      StorageException reason = connection.failure(fault);
      unit.done.completeExceptionally(reason);
      reopenAfter(reason);
    } catch (RuntimeException refusal) {
      connection.rollBack();
      unit.done.completeExceptionally(refusal);
    }
  }

  private static void tell(List<Unit<?>> durable) {
    for (Unit<?> unit : durable) {
      unit.isDurable = true;
    }
    durable.forEach(Unit::tell);
  }

  private void applyInSavepoint(Unit<?> unit) throws SQLException {
    connection.update("SAVEPOINT unit");
    try {
      unit.apply(connection);
      connection.update("RELEASE unit");
    } catch (SQLException fault) {
      StorageException reason = connection.failure(fault);
      if (reason.kind() != StorageException.Kind.CONFLICT) {
        throw fault;
      }
      refuse(unit, reason);
    } catch (RuntimeException refusal) {
      refuse(unit, refusal);
    }
  }

  private void refuse(Unit<?> unit, RuntimeException reason) throws SQLException {
    connection.update("ROLLBACK TO unit");
    connection.update("RELEASE unit");
    unit.refusal = reason;
  }

  /**
   * A connection that has met a fault of the file system may keep on failing, a new one need not.
   */
  private void reopenAfter(StorageException reason) {
    if (reason.kind() != StorageException.Kind.IO) {
      return;
    }
    try {
      SqliteConnection fresh = SqliteConnection.open(file);
      connection.close();
      connection = fresh;
    } catch (SQLException | StorageException stillFailing) {
      // The next unit meets the same fault and is told.
      return;
    }
  }

  private void refuseWaiting() {
    for (Unit<?> unit = waiting.poll(); unit != null; unit = waiting.poll()) {
      unit.done.completeExceptionally(closed());
    }
  }

  private static StorageException closed() {
    return new StorageException(StorageException.Kind.UNAVAILABLE, "store: closed");
  }

  private static StorageException cutShort() {
    return new StorageException(
        StorageException.Kind.UNAVAILABLE,
        "store: an error of the daemon cut the commit short; it may have taken effect or not");
  }

  /** Finishes the commit under way, refuses what waits, and releases the file. */
  @Override
  public void close() {
    isClosed = true;
    try {
      // A unit of no effect wakes the thread; an interrupt could hit it inside the driver.
      if (waiting.offer(new Unit<>(_ -> true))) {
        thread.join(TimeUnit.SECONDS.toMillis(OFFER_SECONDS_MAX));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

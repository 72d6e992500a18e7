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
  private final Thread thread;

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

  private record Unit<T>(Work<T> work, CompletableFuture<T> done) {

    /** {@return what tells the caller of the effect, once the commit is durable} */
    Runnable apply(SqliteConnection connection) throws SQLException {
      T result = work.apply(connection);
      return () -> done.complete(result);
    }
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
    var unit = new Unit<>(work, new CompletableFuture<T>());
    if (committedHere(unit)) {
      return await(unit.done());
    }
    if (isClosed || !offer(unit)) {
      throw new StorageException(
          StorageException.Kind.UNAVAILABLE, "store: the writer is closed or has too much to do");
    }
    if (isClosed) {
      refuseWaiting();
    }
    return await(unit.done());
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

  /** Gives the connection to the next, with no transaction open whatever has happened. */
  private void leave(List<Unit<?>> units) {
    try {
      connection.rollBack();
      // Only a bug of this class leaves a unit without an answer; its caller must not hang for it.
      units.stream()
          .filter(unit -> !unit.done().isDone())
          .forEach(unit -> unit.done().completeExceptionally(closed()));
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
    try {
      while (!isClosed) {
        serveGroup();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
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
      var told = new ArrayList<Runnable>();
      connection.begin();
      for (Unit<?> unit : group) {
        told.add(applyInSavepoint(unit));
      }
      connection.commit();
      told.forEach(Runnable::run);
    } catch (SQLException fault) {
      connection.rollBack();
      group.forEach(this::commitAlone);
    }
  }

  /** Without a savepoint: there are no neighbours to take anything from. */
  private void commitAlone(Unit<?> unit) {
    try {
      connection.begin();
      Runnable told = unit.apply(connection);
      connection.commit();
      told.run();
    } catch (SQLException fault) {
      connection.rollBack();
      StorageException reason = connection.failure(fault);
      unit.done().completeExceptionally(reason);
      reopenAfter(reason);
    } catch (RuntimeException refusal) {
      connection.rollBack();
      unit.done().completeExceptionally(refusal);
    }
  }

  private Runnable applyInSavepoint(Unit<?> unit) throws SQLException {
    connection.update("SAVEPOINT unit");
    try {
      Runnable told = unit.apply(connection);
      connection.update("RELEASE unit");
      return told;
    } catch (SQLException fault) {
      StorageException reason = connection.failure(fault);
      if (reason.kind() != StorageException.Kind.CONFLICT) {
        throw fault;
      }
      return refuse(unit, reason);
    } catch (RuntimeException refusal) {
      return refuse(unit, refusal);
    }
  }

  private Runnable refuse(Unit<?> unit, RuntimeException reason) throws SQLException {
    connection.update("ROLLBACK TO unit");
    connection.update("RELEASE unit");
    return () -> unit.done().completeExceptionally(reason);
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
      unit.done().completeExceptionally(closed());
    }
  }

  private static StorageException closed() {
    return new StorageException(StorageException.Kind.UNAVAILABLE, "store: closed");
  }

  /** Finishes the commit under way, refuses what waits, and releases the file. */
  @Override
  public void close() {
    isClosed = true;
    try {
      // A unit of no effect wakes the thread; an interrupt could hit it inside the driver.
      if (waiting.offer(new Unit<>(_ -> true, new CompletableFuture<Boolean>()))) {
        thread.join(TimeUnit.SECONDS.toMillis(OFFER_SECONDS_MAX));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package fermata.daemon.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Connections that read, lent to one caller at a time and opened when first needed.
 *
 * <p>Readers neither wait for the writer nor delay it. There are few of them, because a thread in
 * the driver occupies a processor's carrier.
 *
 * <p>Thread-safe. A reader that comes back late, or comes when the pool is closed, leaves nothing
 * open: whoever closes the store may delete its folder afterwards.
 */
final class ReaderPool implements AutoCloseable {

  private static final int READERS_MAX = 4;
  private static final int WAIT_SECONDS_MAX = 30;

  private final Path file;
  private final Semaphore turns = new Semaphore(READERS_MAX);
  private final Deque<SqliteConnection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean isClosed;

  ReaderPool(Path file) {
    this.file = file;
  }

  /** Reads in one transaction: all that the work sees is of one instant. */
  <T> T read(StoreWriter.Work<T> work) {
    awaitTurn();
    try {
      SqliteConnection connection = borrow();
      try {
        connection.beginRead();
        T result = work.apply(connection);
        connection.commit();
        return result;
      } catch (SQLException fault) {
        throw connection.failure(fault);
      } finally {
        connection.rollBack();
        giveBack(connection);
      }
    } finally {
      turns.release();
    }
  }

  private void awaitTurn() {
    if (!tryAcquire(1)) {
      throw new StorageException(
          StorageException.Kind.UNAVAILABLE, "store: all readers are busy, try again");
    }
    if (isClosed) {
      turns.release();
      throw new StorageException(StorageException.Kind.UNAVAILABLE, "store: closed");
    }
  }

  private boolean tryAcquire(int count) {
    try {
      return turns.tryAcquire(count, WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private SqliteConnection borrow() {
    SqliteConnection free = idle.poll();
    if (free != null) {
      return free;
    }
    try {
      return SqliteConnection.open(file);
    } catch (SQLException fault) {
      throw new StorageException(
          StorageException.Kind.IO,
          "store: cannot open " + file + ": " + fault.getMessage(),
          fault);
    }
  }

  private void giveBack(SqliteConnection connection) {
    if (isClosed) {
      connection.close();
    } else {
      idle.push(connection);
    }
  }

  /**
   * Refuses new readers, waits for those under way as long as a reader may wait, and closes all.
   */
  @Override
  public void close() {
    isClosed = true;
    boolean allAreBack = tryAcquire(READERS_MAX);
    for (SqliteConnection free = idle.poll(); free != null; free = idle.poll()) {
      free.close();
    }
    if (allAreBack) {
      // Those that wait for a turn are to hear that there is none.
      turns.release(READERS_MAX);
    }
  }
}

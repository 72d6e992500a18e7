package fermata.daemon.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Connections that read, lent to one caller at a time and opened when first needed.
 *
 * <p>Readers neither wait for the writer nor delay it. There are few of them, because a thread in
 * the driver occupies a processor's carrier.
 *
 * <p>Thread-safe.
 */
final class ReaderPool implements AutoCloseable {

  private static final int READERS_MAX = 4;
  private static final int WAIT_SECONDS_MAX = 30;

  private final Path file;
  private final BlockingQueue<SqliteConnection> idle = new ArrayBlockingQueue<>(READERS_MAX);
  private final AtomicInteger openCount = new AtomicInteger();

  ReaderPool(Path file) {
    this.file = file;
  }

  /** Reads in one transaction: all that the work sees is of one instant. */
  <T> T read(StoreWriter.Work<T> work) {
    SqliteConnection connection = take();
    try {
      connection.beginRead();
      T result = work.apply(connection);
      connection.commit();
      return result;
    } catch (SQLException fault) {
      throw connection.failure(fault);
    } finally {
      connection.rollBack();
      idle.add(connection);
    }
  }

  private SqliteConnection take() {
    SqliteConnection free = idle.poll();
    if (free != null) {
      return free;
    }
    SqliteConnection opened = openOneMore();
    return opened != null ? opened : await();
  }

  private @Nullable SqliteConnection openOneMore() {
    if (openCount.incrementAndGet() > READERS_MAX) {
      openCount.decrementAndGet();
      return null;
    }
    try {
      return SqliteConnection.open(file);
    } catch (SQLException fault) {
      openCount.decrementAndGet();
      throw new StorageException(
          StorageException.Kind.IO,
          "store: cannot open " + file + ": " + fault.getMessage(),
          fault);
    }
  }

  private SqliteConnection await() {
    try {
      SqliteConnection free = idle.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
      if (free != null) {
        return free;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new StorageException(
        StorageException.Kind.UNAVAILABLE, "store: all readers are busy, try again");
  }

  /** Closes the readers that are idle; nobody may be reading any more. */
  @Override
  public void close() {
    List<SqliteConnection> all = new ArrayList<>();
    idle.drainTo(all);
    all.forEach(SqliteConnection::close);
  }
}

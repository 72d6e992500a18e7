package fermata.daemon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReaderPoolTest {

  @TempDir Path folder;

  @Test
  void closingWaitsForTheReaderUnderWayAndLeavesTheFileToNobody() throws Exception {
    Path file = folder.resolve("store.db");
    var pool = new ReaderPool(file);
    var reads = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    CompletableFuture<Integer> reader =
        CompletableFuture.supplyAsync(
            () ->
                pool.read(
                    connection -> {
                      reads.countDown();
                      await(goOn);
                      return connection.query("SELECT 42", row -> row.getInt(1)).getFirst();
                    }));
    reads.await();
    Thread closing = Thread.ofVirtual().start(pool::close);
    while (isOpen(pool)) {
      Thread.onSpinWait();
    }
    assertThat(closing.isAlive()).as("it waits for the reader").isTrue();
    goOn.countDown();
    closing.join();
    assertThat(reader.join()).isEqualTo(42);
    assertThat(filesBesides(file)).isEmpty();
  }

  @Test
  void whoComesWhenItIsClosedIsToldAndOpensNothing() throws Exception {
    Path file = folder.resolve("store.db");
    var pool = new ReaderPool(file);
    pool.close();
    assertThatThrownBy(() -> pool.read(_ -> 1))
        .isInstanceOf(StorageException.class)
        .hasMessage("store: closed");
    assertThat(file).doesNotExist();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Whether a reader that comes now is let in: it is refused once the pool is closing. */
  private static boolean isOpen(ReaderPool pool) {
    try {
      pool.read(_ -> 1);
      return true;
    } catch (StorageException refused) {
      return false;
    }
  }

  /** What SQLite keeps beside its file while somebody has it open. */
  private static Stream<Path> filesBesides(Path file) throws IOException {
    try (Stream<Path> all = Files.list(file.getParent())) {
      return all.filter(each -> !each.equals(file)).toList().stream();
    }
  }
}

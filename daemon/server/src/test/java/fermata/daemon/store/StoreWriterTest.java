package fermata.daemon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class StoreWriterTest {

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void makeTable() throws Exception {
    file = folder.resolve("store.db");
    try (var connection = SqliteConnection.open(file)) {
      connection.update("CREATE TABLE words(word TEXT)");
    }
  }

  private static StoreWriter.Work<Integer> add(String word) {
    return connection -> connection.update("INSERT INTO words VALUES (?)", word);
  }

  private String words(StoreWriter writer) {
    return writer.execute(
        connection ->
            connection
                .query("SELECT group_concat(word) FROM words ORDER BY 1", row -> row.getString(1))
                .getFirst());
  }

  @Test
  void anErrorInACommitLeavesNothingAndTheNextOneIsMade() throws Exception {
    try (var writer = StoreWriter.open(file)) {
      writer.execute(add("before"));
      assertThatThrownBy(
              () ->
                  writer.execute(
                      connection -> {
                        connection.update("INSERT INTO words VALUES ('half')");
                        throw new OutOfMemoryError("as this test wants it");
                      }))
          .isInstanceOf(OutOfMemoryError.class);
      writer.execute(add("after"));
      assertThat(words(writer)).isEqualTo("before,after");
    }
  }

  @Test
  void whoSharesACommitThatAnErrorCutsShortIsToldThatNothingIsCertain() throws Exception {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    try (var writer = StoreWriter.open(file);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first =
          CompletableFuture.supplyAsync(
              () ->
                  writer.execute(
                      connection -> {
                        begun.countDown();
                        assertThat(await(mayEnd)).isTrue();
                        return connection.update("INSERT INTO words VALUES ('first')");
                      }),
              threads);
      assertThat(await(begun)).isTrue();
      var beside = CompletableFuture.supplyAsync(() -> writer.execute(add("beside")), threads);
      var broken =
          CompletableFuture.supplyAsync(
              () ->
                  writer.execute(
                      _ -> {
                        throw new StackOverflowError("as this test wants it");
                      }),
              threads);
      while (writer.waitingCount() < 2) {
        assertThat(Thread.interrupted()).as("given up").isFalse();
        Thread.onSpinWait();
      }
      mayEnd.countDown();
      assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(1);
      for (var each : List.of(beside, broken)) {
        assertThatThrownBy(() -> each.get(60, TimeUnit.SECONDS))
            .cause()
            .isInstanceOf(StorageException.class)
            .hasMessageContaining("may have taken effect or not");
      }
      writer.execute(add("after"));
      assertThat(words(writer)).isEqualTo("first,after");
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      throw new CompletionException(interrupted);
    }
  }
}

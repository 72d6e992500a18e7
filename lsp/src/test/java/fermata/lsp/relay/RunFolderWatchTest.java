package fermata.lsp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderWatchTest {

  private static final long WAIT_SECONDS = 60;

  private final Semaphore changes = new Semaphore(0);
  private final Thread watching;
  private final Path run;

  RunFolderWatchTest(@TempDir Path folder) {
    run = folder.resolve("of/a/user");
    watching = Thread.ofVirtual().start(new RunFolderWatch(run, changes::release)::run);
  }

  @AfterEach
  void end() throws InterruptedException {
    watching.interrupt();
    watching.join();
  }

  @Test
  void tellsOfWhatComesIntoAFolderThatIsNotThereYet() throws Exception {
    awaitChange();
    assertThat(run).doesNotExist();

    Files.createDirectories(run);
    awaitChange();
    changes.drainPermits();
    Files.writeString(run.resolve("d-1.json"), "{}");
    awaitChange();
  }

  private void awaitChange() throws InterruptedException {
    assertThat(changes.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)).as("a change").isTrue();
  }
}

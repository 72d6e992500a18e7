package fermata.daemon.run;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.daemon.blob.BlobStore;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.OwnerRow;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.TimerRow;
import fermata.engine.run.RunId;
import fermata.engine.run.TimerId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timers that are stored and timers that are not, by the clock of the machine. */
final class RunTimersTest {

  private static final JournalId SESSION = new JournalId("s1");
  private static final Duration PAST = Duration.ofMillis(-1);
  private static final Duration LATER = Duration.ofHours(1);

  private final LinkedBlockingQueue<TimerRow> due = new LinkedBlockingQueue<>();
  private JournalStore store;
  private RunTimers timers;

  @BeforeEach
  void open(@TempDir Path directory) {
    store =
        JournalStore.open(
            directory,
            new OwnerRow("first", 17, 18, "boot", Instant.EPOCH),
            BlobStore.in(directory, InstantSource.system()));
    timers = new RunTimers(store, Instant::now);
  }

  @AfterEach
  void close() {
    timers.close();
    store.close();
  }

  private static TimerRow timer(String id, Duration in) {
    Instant at = Instant.ofEpochMilli(Instant.now().plus(in).toEpochMilli());
    return new TimerRow(SESSION, "r1", id, at);
  }

  private @Nullable TimerRow nextDue() throws InterruptedException {
    return due.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void saysOnceWhatIsDueWhetherItIsStoredOrNot() throws InterruptedException {
    TimerRow stored = timer("stored", PAST);
    store.commit(List.of(new StoreChange.PutTimer(stored)));
    timers.setPassing(timer("later", LATER));
    timers.start(due::add);
    assertThat(nextDue()).isEqualTo(stored);

    TimerRow passing = timer("passing", Duration.ofMillis(20));
    timers.setPassing(passing);
    assertThat(nextDue()).as("sooner than what is slept for").isEqualTo(passing);
    assertThat(timers.passingCount()).isEqualTo(1);
    assertThat(due).isEmpty();
  }

  @Test
  void forgetsWhatIsClearedOrSetAnew() throws InterruptedException {
    timers.setPassing(timer("moved", PAST));
    timers.setPassing(timer("moved", LATER));
    timers.setPassing(timer("cleared", PAST));
    timers.clearPassing(SESSION, new RunId("r1"), new TimerId("cleared"));
    timers.clearPassing(SESSION, new RunId("r1"), new TimerId("never set"));
    assertThat(timers.passingCount()).isEqualTo(1);

    TimerRow last = timer("last", PAST);
    timers.setPassing(last);
    timers.start(due::add);
    assertThat(nextDue()).isEqualTo(last);
    assertThat(due).isEmpty();
  }
}

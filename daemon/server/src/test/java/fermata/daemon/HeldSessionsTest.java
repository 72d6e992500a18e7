package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.store.StoreFaults;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A store with very many sessions that wait: they cost a start of the daemon nothing, and little on
 * the disk. {@code scripts/bench-held} makes them a hundred thousand.
 *
 * <p>They are copies of one, made by the database: what is measured is the daemon.
 */
@Isolated("weighs the memory of the process")
@Timeout(600)
final class HeldSessionsTest {

  private static final int SESSIONS = Integer.getInteger("fermata.held", 2_000);

  /** From here on the noise of the heap is small beside what sessions would take. */
  private static final int HEAP_MEASURED_MIN = 20_000;

  /** Of sessions that have rested for a while: two fifths are keys and indexes. */
  private static final long DISK_BYTES_MAX = 3 * 1_024;

  private static final long HEAP_BYTES_MAX = 250;
  private static final Duration START_MAX = Duration.ofSeconds(5);

  @TempDir Path home;
  private String session = "";
  private String run = "";

  @Test
  void costAStartNothingAndLittleOnTheDisk() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      RunStartResult started =
          daemon.run(peer, daemon.file("impatient.agent.yaml", Agents.IMPATIENT));
      TestDaemon.await(peer, started.run(), WaitUntil.HELD);
      session = started.session();
      run = started.run();
      assertThat(daemon.workings().store().shorten(Instant.now().plusSeconds(60), 1_000))
          .isPositive();
    }
    long heapOfOne = heapOfADaemon();
    Path file = home.resolve("state/journal.db");
    StoreFaults.execute(home.resolve("state"), "PRAGMA wal_checkpoint(TRUNCATE)");
    long sizeOfOne = Files.size(file);
    copySessions();
    StoreFaults.execute(home.resolve("state"), "PRAGMA wal_checkpoint(TRUNCATE)");
    long disk = (Files.size(file) - sizeOfOne) / SESSIONS;
    long heap = (heapOfADaemon() - heapOfOne) / SESSIONS;

    long begin = System.nanoTime();
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Duration start = Duration.ofNanos(System.nanoTime() - begin);
      System.out.printf(
          "%d held sessions: %d bytes of disk and %d bytes of heap each, start %d ms%n",
          SESSIONS, disk, heap, start.toMillis());
      JsonNode status = peer.result("daemon/status", "{}");
      assertThat(status.toString()).contains(String.valueOf(SESSIONS + 1));
      assertThat(start).isLessThan(START_MAX);
      assertThat(disk).isLessThan(DISK_BYTES_MAX);
      if (SESSIONS >= HEAP_MEASURED_MIN) {
        assertThat(heap).isLessThan(HEAP_BYTES_MAX);
      }
      peer.result(
          "question/answer",
          "{'answers':[{'id':'%s.q1','action':'accept','content':{'word':'here'}}],'key':'a'}"
              .formatted(run));
      assertThat(TestDaemon.await(peer, run, WaitUntil.TERMINAL).status())
          .as("the one among them that is answered goes on")
          .isEqualTo(RunStatus.COMPLETED);
    }
  }

  private long heapOfADaemon() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      peer.result("session/list", "{'limit':10}");
      Runtime runtime = Runtime.getRuntime();
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }

  /** Copies under other ids, whose first eight digits count; the short texts stay as they are. */
  private void copySessions() {
    String other = "printf('%%08x', i) || substr(%s, 9)";
    String journal = "(SELECT number FROM journals WHERE id = '" + session + "')";
    long number =
        StoreFaults.count(
            home.resolve("state"), "SELECT number FROM journals WHERE id = '" + session + "'");
    long base = StoreFaults.count(home.resolve("state"), "SELECT max(number) FROM journals");
    copy(
        "journals",
        "%d + i, ".formatted(base)
            + other.formatted("id")
            + ", epoch, owner, owner_epoch, head, inputs, created_at, updated_at, shortened,"
            + " forgotten",
        "number = " + number);
    copy(
        "events",
        "NULL, %d + i, seq, at, type, v, body, crc, inputs".formatted(base),
        "journal = " + journal);
    copy(
        "inputs",
        "%d + i, ordinal, after_seq, at, type, body".formatted(base),
        "journal = " + journal);
    copy(
        "sessions",
        other.formatted("journal")
            + ", agent, state, "
            + other.formatted("run")
            + ", questions, changed_at, body",
        "journal = '" + session + "'");
    copy(
        "runs",
        other.formatted("run") + ", " + other.formatted("session") + ", status, first_seq, body",
        "run = '" + run + "'");
    copy(
        "questions",
        other.formatted("question")
            + ", "
            + other.formatted("session")
            + ", "
            + other.formatted("run")
            + ", asked_at, body",
        "run = '" + run + "'");
    copy(
        "timers",
        other.formatted("session")
            + ", "
            + other.formatted("run")
            + ", replace(timer, '"
            + run
            + "', "
            + other.formatted("run")
            + "), due",
        "run = '" + run + "'");
  }

  private void copy(String table, String columns, String where) {
    String sql =
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
        INSERT INTO %s SELECT %s FROM n, (SELECT * FROM %s WHERE %s)"""
            .formatted(SESSIONS, table, columns, table, where);
    StoreFaults.execute(home.resolve("state"), sql);
  }
}

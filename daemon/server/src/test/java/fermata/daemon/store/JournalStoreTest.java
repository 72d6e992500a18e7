package fermata.daemon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fermata.daemon.blob.BlobStore;
import fermata.daemon.store.StorageException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JournalStoreTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final JournalId JOURNAL = new JournalId("j1");
  private static final EventsMax ALL = new EventsMax(100_000, Long.MAX_VALUE);

  @TempDir Path directory;
  private JournalStore store;

  @BeforeEach
  void open() {
    store =
        JournalStore.open(
            directory, owner("first"), BlobStore.in(directory, InstantSource.system()));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static OwnerRow owner(String instance) {
    return new OwnerRow(instance, 17, 18, "boot", NOW);
  }

  private JournalLease create(JournalId journal) {
    store.commit(List.of(new StoreChange.CreateJournal(journal, NOW)));
    return store.leaseOfNew(journal);
  }

  private static StoreChange.Append append(JournalLease lease, long head, String... bodies) {
    List<NewEvent> events =
        java.util.Arrays.stream(bodies).map(body -> new NewEvent("t", 1, body)).toList();
    return new StoreChange.Append(lease, head, NOW, List.of(), events);
  }

  private void commit(StoreChange... changes) {
    store.commit(List.of(changes));
  }

  private List<String> bodies() {
    return store.events(JOURNAL, 0, ALL).stream().map(StoredEvent::body).toList();
  }

  private void reopen(String instance) {
    store.close();
    store =
        JournalStore.open(
            directory, owner(instance), BlobStore.in(directory, InstantSource.system()));
  }

  @Test
  void keepsEventsInOrderAcrossARestart() {
    JournalLease lease = create(JOURNAL);
    commit(append(lease, 0, "{\"a\":1}", "{\"b\":\"ü€😀\"}"));
    commit(append(lease, 2, "{}"));

    reopen("second");

    assertThat(store.events(JOURNAL, 0, ALL))
        .containsExactly(
            new StoredEvent(1, NOW, "t", 1, "{\"a\":1}"),
            new StoredEvent(2, NOW, "t", 1, "{\"b\":\"ü€😀\"}"),
            new StoredEvent(3, NOW, "t", 1, "{}"));
    assertThat(store.findHead(JOURNAL)).contains(new JournalHead(1, 3, NOW, NOW));
  }

  @Test
  void readsPagesByCountAndBySizeButAlwaysOneEvent() {
    JournalLease lease = create(JOURNAL);
    commit(append(lease, 0, "aaaa", "bbbb", "cccc", "dddd"));

    assertThat(store.events(JOURNAL, 1, new EventsMax(2, 1_000)))
        .extracting(StoredEvent::body)
        .containsExactly("bbbb", "cccc");
    assertThat(store.events(JOURNAL, 0, new EventsMax(10, 5)))
        .extracting(StoredEvent::body)
        .containsExactly("aaaa", "bbbb");
    assertThat(store.events(JOURNAL, 3, new EventsMax(10, 1)))
        .extracting(StoredEvent::body)
        .containsExactly("dddd");
    assertThat(store.events(JOURNAL, 4, ALL)).isEmpty();
  }

  @Test
  void refusesAnAppendBehindAHeadThatHasMovedOn() {
    JournalLease lease = create(JOURNAL);
    commit(append(lease, 0, "one"));

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> commit(append(lease, 0, "other")))
        .withMessage("journal j1: ends at 1 (expected: 0)")
        .matches(refusal -> refusal.kind() == Kind.CONFLICT);
    assertThat(bodies()).containsExactly("one");
  }

  @Test
  void commitsAllChangesOrNone() {
    JournalLease lease = create(JOURNAL);
    var request = new KeyedRequest("me", "run/start", "k");

    assertThatThrownBy(
            () ->
                commit(
                    new StoreChange.RememberResult(new KeyedResult(request, "d", "{}", NOW)),
                    new StoreChange.PutTimer(new TimerRow(JOURNAL, "r", "t1", NOW)),
                    append(lease, 7, "x")))
        .isInstanceOf(StorageException.class);

    assertThat(store.findResult(request)).isEmpty();
    assertThat(store.nextTimers(null, 10)).isEmpty();
    assertThat(bodies()).isEmpty();
  }

  @Test
  void fencesAnOwnerWhoseJournalWasTakenOver() {
    JournalLease old = create(JOURNAL);
    commit(append(old, 0, "one"));
    JournalStore successor =
        JournalStore.open(
            directory, owner("second"), BlobStore.in(directory, InstantSource.system()));
    try (successor) {
      JournalLease taken = successor.acquire(JOURNAL, _ -> false).lease();

      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> commit(append(old, 1, "two")))
          .withMessage("journal j1: belongs to second")
          .matches(refusal -> refusal.kind() == Kind.FENCED);
      successor.commit(List.of(append(taken, 1, "three")));
    }
    assertThat(bodies()).containsExactly("one", "three");
  }

  @Test
  void leavesTheJournalOfALivingOwnerAlone() {
    create(JOURNAL);
    JournalStore successor =
        JournalStore.open(
            directory, owner("second"), BlobStore.in(directory, InstantSource.system()));
    try (successor) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> successor.acquire(JOURNAL, other -> other.equals(owner("first"))))
          .withMessage("journal j1: the daemon of process 17 is at work on it")
          .matches(refusal -> refusal.kind() == Kind.FENCED);

      store.retire();
      JournalStore.Acquired acquired = successor.acquire(JOURNAL, _ -> true);
      assertThat(acquired.lease().ownerEpoch()).isEqualTo(2);
      assertThat(acquired.previous()).isEqualTo(JournalStore.PreviousOwner.RETIRED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"idle", "held"})
  void takesAJournalThatALivingOwnerDoesNotWorkOn(String state) {
    JournalLease lease = create(JOURNAL);
    commit(new StoreChange.PutSession(new SessionRow(JOURNAL, "a", state, null, 0, NOW, "{}")));
    JournalStore successor =
        JournalStore.open(
            directory, owner("second"), BlobStore.in(directory, InstantSource.system()));
    try (successor) {
      JournalStore.Acquired acquired = successor.acquire(JOURNAL, _ -> true);

      assertThat(acquired.previous()).isEqualTo(JournalStore.PreviousOwner.RETIRED);
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> commit(append(lease, 0, "x")))
          .matches(refusal -> refusal.kind() == Kind.FENCED);
      assertThat(store.acquire(JOURNAL, _ -> true).lease().ownerEpoch()).isEqualTo(3);
    }
  }

  @Test
  void acquiresWhatItOwnsWithoutChangingHands() {
    JournalLease lease = create(JOURNAL);
    assertThat(store.acquire(JOURNAL, _ -> true))
        .isEqualTo(new JournalStore.Acquired(lease, JournalStore.PreviousOwner.SELF));
    assertThatThrownBy(() -> store.acquire(new JournalId("none"), _ -> true))
        .hasMessage("journal none: does not exist");
  }

  @Test
  void keepsInputsBesideTheEventsThatCameOfThem() {
    JournalLease lease = create(JOURNAL);
    var first = new NewInput("started", "{\"n\":1}");
    var second = new NewInput("late", "{}");
    commit(
        new StoreChange.Append(lease, 0, NOW, List.of(first), List.of(new NewEvent("t", 1, "{}"))));
    commit(new StoreChange.Append(lease, 1, NOW, List.of(second), List.of()));

    assertThat(store.inputs(JOURNAL))
        .containsExactly(
            new StoredInput(0, NOW, "started", "{\"n\":1}"), new StoredInput(1, NOW, "late", "{}"));
  }

  @Test
  void keepsInputsInOrderWhereverTheyStand() {
    JournalLease lease = create(JOURNAL);
    var small = new NewInput("small", "{\"n\":1}");
    var alone = new NewInput("alone", "{}");
    var large = new NewInput("large", "\"" + "é".repeat(5_000) + "\"");
    commit(
        appendOf(lease, 0, List.of(small, alone), "one", "x".repeat(4_000), "three"),
        appendOf(lease, 3, List.of(alone)),
        appendOf(lease, 3, List.of(large)),
        appendOf(lease, 3, List.of(large, small), "four"),
        appendOf(lease, 4, List.of(), "five"),
        appendOf(lease, 5, List.of(small), "six", "seven"));
    List<StoredInput> inputs = store.inputs(JOURNAL);

    assertThat(inputs)
        .extracting(input -> input.afterSeq() + " " + input.type())
        .containsExactly(
            "0 small", "0 alone", "3 alone", "3 large", "3 large", "3 small", "5 small");
    assertThat(inputs.get(3).body()).isEqualTo(large.body());
    assertThat(StoreFaults.count(directory, "SELECT count(*) FROM inputs"))
        .as("those that are large, or that no event came of")
        .isEqualTo(4);
    store.shorten(NOW.plusMillis(1), 100);
    assertThat(store.inputs(JOURNAL)).isEqualTo(inputs);
    assertThat(bodies()).hasSize(7).startsWith("one").endsWith("seven");
  }

  private static StoreChange appendOf(
      JournalLease lease, long head, List<NewInput> inputs, String... bodies) {
    var events = Stream.of(bodies).map(body -> new NewEvent("t", 1, body)).toList();
    return new StoreChange.Append(lease, head, NOW, inputs, events);
  }

  @Test
  void sharesACommitAmongThoseWhoWaitAndRefusesOnlyTheOneAtFault() throws Exception {
    JournalLease lease = create(JOURNAL);
    JournalLease other = create(new JournalId("j2"));
    var busy = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    threads.add(Thread.ofVirtual().start(() -> store.writer().execute(_ -> await(busy))));
    var refusals = new ArrayList<StorageException>();
    threads.add(
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    commit(append(lease, 99, "wrong"));
                  } catch (StorageException refusal) {
                    refusals.add(refusal);
                  }
                }));
    threads.add(Thread.ofVirtual().start(() -> commit(append(lease, 0, "right"))));
    threads.add(Thread.ofVirtual().start(() -> commit(append(other, 0, "too"))));
    busy.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(refusals).extracting(StorageException::kind).containsExactly(Kind.CONFLICT);
    assertThat(bodies()).containsExactly("right");
    assertThat(store.findHead(new JournalId("j2"))).map(JournalHead::seq).contains(1L);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void takesWritesOfManyThreads() throws Exception {
    var threads = new ArrayList<Thread>();
    for (int n = 0; n < 20; n++) {
      var journal = new JournalId("many" + n);
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    JournalLease lease = create(journal);
                    IntStream.range(0, 20).forEach(head -> commit(append(lease, head, "x")));
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (int n = 0; n < 20; n++) {
      assertThat(store.events(new JournalId("many" + n), 0, ALL)).hasSize(20);
    }
  }

  @Test
  void saysThatTheDiskIsFullLosesNothingAndGoesOnWhenThereIsSpace() {
    JournalLease lease = create(JOURNAL);
    commit(append(lease, 0, "kept"));
    String large = "x".repeat(200_000);
    StoreFaults.fillDisk(store);

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> commit(append(lease, 1, large)))
        .withMessageMatching("store: no space left for .*journal.db; free some, .*")
        .matches(refusal -> refusal.kind() == Kind.FULL && refusal.isRetryable());
    assertThat(bodies()).containsExactly("kept");

    StoreFaults.freeDisk(store);
    commit(append(lease, 1, large));
    assertThat(bodies()).containsExactly("kept", large);
  }

  @Test
  void doesNotLetALargeCommitTakeTheSpaceOfASmallOne() throws Exception {
    JournalLease lease = create(JOURNAL);
    JournalLease small = create(new JournalId("small"));
    StoreFaults.fillDisk(store);
    var busy = new CountDownLatch(1);
    Thread holding = Thread.ofVirtual().start(() -> store.writer().execute(_ -> await(busy)));
    Thread fitting = Thread.ofVirtual().start(() -> commit(append(small, 0, "fits")));
    Thread failing =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThatThrownBy(() -> commit(append(lease, 0, "x".repeat(200_000))))
                        .isInstanceOf(StorageException.class));
    busy.countDown();
    for (Thread thread : List.of(holding, fitting, failing)) {
      thread.join();
    }
    assertThat(store.findHead(new JournalId("small"))).map(JournalHead::seq).contains(1L);
    assertThat(bodies()).isEmpty();
  }

  @Test
  void namesTheFirstDamagedEventAndServesOtherJournals() {
    JournalLease lease = create(JOURNAL);
    commit(append(lease, 0, "one", "two", "three"));
    commit(append(create(new JournalId("j2")), 0, "fine"));
    StoreFaults.execute(directory, "UPDATE events SET body = replace(body, 'two', 'twp')");

    assertThat(store.events(JOURNAL, 0, ALL)).hasSize(1);
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.events(JOURNAL, 1, ALL))
        .withMessageStartingWith("session j1: event 2 is damaged")
        .matches(refusal -> refusal.kind() == Kind.CORRUPT);
    assertThat(store.events(new JournalId("j2"), 0, ALL)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    // What is written over what, in a row of the events one, two and three.
    "event 2 is damaged, two, twp",
    "event 2 is damaged, 3:two, 2:two",
    "event 2 is damaged, 3:two, 99:two",
    "event 2 is damaged, :two, two",
    "event 1 is missing, 3, 2 WHERE v = 3",
    "event 1 is missing, 3, 0 WHERE v = 3",
    "event 1 is missing, 3, -1 WHERE v = 3"
  })
  void readsWhatIsBeforeADamageInsideARow(String message, String text, String other) {
    commit(append(create(JOURNAL), 0, "one", "two", "three"));
    StoreFaults.execute(
        directory,
        other.contains("WHERE")
            ? "UPDATE events SET v = " + other
            : "UPDATE events SET body = replace(body, '%s', '%s')".formatted(text, other));
    long damaged = Long.parseLong(message.substring(6, 7));

    if (damaged > 1) {
      assertThat(store.events(JOURNAL, 0, ALL)).hasSize(1);
    }
    assertThatThrownBy(() -> store.events(JOURNAL, damaged - 1, ALL))
        .hasMessageStartingWith("session j1: " + message);
    assertThatThrownBy(() -> store.requireWhole(JOURNAL, 0, 3)).hasMessageContaining("event ");
  }

  @Test
  void givesEventsOfOneCommitFromAnyToAny() {
    JournalLease lease = create(JOURNAL);
    String[] texts =
        IntStream.range(0, 60)
            .mapToObj(n -> n + "-" + "ü😀:".repeat(n * 7 % 90))
            .toArray(String[]::new);
    commit(append(lease, 0, texts));
    commit(append(lease, 60, "last"));

    assertThat(StoreFaults.count(directory, "SELECT count(*) FROM events")).isBetween(3L, 20L);
    for (int after = 0; after < 60; after++) {
      for (int count : List.of(1, 2, 7, 61)) {
        List<StoredEvent> some = store.events(JOURNAL, after, new EventsMax(count, 1 << 20));
        assertThat(some).hasSize(Math.min(count, 61 - after));
        for (int i = 0; i < some.size(); i++) {
          assertThat(some.get(i).seq()).isEqualTo(after + i + 1);
          assertThat(some.get(i).body()).isEqualTo(after + i < 60 ? texts[after + i] : "last");
        }
      }
      store.requireWhole(JOURNAL, after, 60);
      assertThat(store.events(JOURNAL, after, new EventsMax(100, 1))).hasSize(1);
    }
  }

  @Test
  void bringsAStoreWhoseEventsHaveARowEachUpToDate() {
    JournalLease lease = create(JOURNAL);
    commit(append(lease, 0, "one"), append(lease, 1, "two"));
    commit(append(create(new JournalId("j2")), 0, "else"));
    List<StoredEvent> before = store.events(JOURNAL, 0, ALL);
    store.close();
    for (String sql :
        List.of(
            "CREATE TABLE old(journal, seq, at, type, v, body, crc)",
            "INSERT INTO old SELECT journal, seq, at, type, v, body, crc FROM events",
            "DROP TABLE events",
            "ALTER TABLE old RENAME TO events",
            "DROP TABLE contents",
            "ALTER TABLE journals DROP COLUMN forgotten",
            "PRAGMA user_version = 8")) {
      StoreFaults.execute(directory, sql);
    }
    store =
        JournalStore.open(
            directory, owner("first"), BlobStore.in(directory, InstantSource.system()));

    assertThat(store.events(JOURNAL, 0, ALL)).isEqualTo(before);
    commit(append(lease, 2, "three", "four"));
    assertThat(bodies()).containsExactly("one", "two", "three", "four");
  }

  @Test
  void bringsAStoreWhoseJournalsStandOneAfterAnotherUpToDate() {
    JournalLease lease = create(JOURNAL);
    commit(append(lease, 0, "one", "two"), append(lease, 2, "three"));
    commit(append(create(new JournalId("j2")), 0, "else"));
    List<StoredEvent> before = store.events(JOURNAL, 0, ALL);
    store.close();
    for (String sql :
        List.of(
            "CREATE TABLE old(position INTEGER PRIMARY KEY, at, type, v, body, crc)",
            "INSERT INTO old SELECT (journal << 32) + seq, at, type, v, body, crc FROM events",
            "DROP TABLE events",
            "ALTER TABLE old RENAME TO events",
            "DROP TABLE contents",
            "ALTER TABLE journals DROP COLUMN forgotten",
            "PRAGMA user_version = 9")) {
      StoreFaults.execute(directory, sql);
    }
    store =
        JournalStore.open(
            directory, owner("first"), BlobStore.in(directory, InstantSource.system()));

    assertThat(store.events(JOURNAL, 0, ALL)).isEqualTo(before);
    commit(append(lease, 3, "four"));
    assertThat(bodies()).containsExactly("one", "two", "three", "four");
  }

  @Test
  void namesAMissingEvent() {
    JournalLease lease = create(JOURNAL);
    commit(append(lease, 0, "one"), append(lease, 1, "two"), append(lease, 2, "three"));
    StoreFaults.execute(directory, "DELETE FROM events WHERE body = 'two'");

    assertThatThrownBy(() -> store.events(JOURNAL, 1, ALL))
        .hasMessageStartingWith("session j1: event 2 is missing");
  }

  @Test
  void listsSessionsLastChangedFirstInPages() {
    for (int n = 0; n < 5; n++) {
      var session = new JournalId("s" + n);
      create(session);
      commit(
          new StoreChange.PutSession(
              new SessionRow(
                  session,
                  n % 2 == 0 ? "even" : "odd",
                  "idle",
                  null,
                  0,
                  NOW.plusMillis(n / 2),
                  "{}")));
    }
    assertThat(listed(new SessionQuery(null, null, null, 2))).containsExactly("s4", "s3");
    assertThat(listed(new SessionQuery(null, null, pageEnd("s3", 1), 2)))
        .containsExactly("s2", "s1");
    assertThat(listed(new SessionQuery("idle", "odd", null, 9))).containsExactly("s3", "s1");
    assertThat(listed(new SessionQuery("held", null, null, 9))).isEmpty();
    assertThat(store.countSessions("idle")).isEqualTo(store.countSessions()).isEqualTo(5);
  }

  private static SessionQuery.PageEnd pageEnd(String session, int millis) {
    return new SessionQuery.PageEnd(NOW.plusMillis(millis), new JournalId(session));
  }

  private List<String> listed(SessionQuery query) {
    return store.sessions(query).stream().map(found -> found.row().session().value()).toList();
  }

  @Test
  void replacesAndDropsWhatIsDerived() {
    create(JOURNAL);
    commit(
        new StoreChange.PutRun(new RunRow("r1", JOURNAL, "running", 2, "{}")),
        new StoreChange.PutQuestion(
            new QuestionRow("r1.q1", JOURNAL, "r1", NOW, "{\"text\":\"?\"}")),
        new StoreChange.PutTimer(new TimerRow(JOURNAL, "r1", "t2", NOW.plusSeconds(2))),
        new StoreChange.PutTimer(new TimerRow(JOURNAL, "r1", "t1", NOW.plusSeconds(1))),
        new StoreChange.PutSource("abc", "text"),
        new StoreChange.PutSource("abc", "text"));
    assertThat(store.nextTimers(null, 5)).extracting(TimerRow::timer).containsExactly("t1", "t2");
    assertThat(store.nextTimers(store.nextTimers(null, 1).getFirst(), 5))
        .extracting(TimerRow::timer)
        .containsExactly("t2");
    assertThat(store.findQuestion("r1.q1")).map(QuestionRow::body).contains("{\"text\":\"?\"}");
    assertThat(store.questions(10)).isEqualTo(store.questions(JOURNAL)).hasSize(1);
    assertThat(store.findSource("abc")).contains("text");

    commit(
        new StoreChange.PutRun(new RunRow("r1", JOURNAL, "completed", 2, "{}")),
        new StoreChange.DropQuestion("r1.q1"),
        new StoreChange.DropTimer(JOURNAL, "r1", "t1"));
    assertThat(store.findRun("r1")).map(RunRow::status).contains("completed");
    assertThat(store.runs(JOURNAL, null, 9)).hasSize(1);
    assertThat(store.runs(null, "r1", 9)).isEmpty();
    assertThat(store.findQuestion("r1.q1")).isEmpty();
    assertThat(store.nextTimers(null, 5)).extracting(TimerRow::timer).containsExactly("t2");
    commit(new StoreChange.DropTimersOf(JOURNAL, "r1"));
    assertThat(store.nextTimers(null, 5)).isEmpty();
  }

  @Test
  void remembersAResultOnce() {
    var request = new KeyedRequest("me", "run/start", "k");
    commit(new StoreChange.RememberResult(new KeyedResult(request, "d", "{\"a\":1}", NOW)));

    assertThat(store.findResult(request)).contains(new KeyedResult(request, "d", "{\"a\":1}", NOW));
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () -> commit(new StoreChange.RememberResult(new KeyedResult(request, "e", "", NOW))))
        .matches(refusal -> refusal.kind() == Kind.CONFLICT);
  }

  @Test
  void refusesAStoreOfANewerBuild() {
    store.close();
    StoreFaults.execute(directory, "PRAGMA user_version = 99");
    assertThatThrownBy(
            () ->
                JournalStore.open(
                    directory, owner("x"), BlobStore.in(directory, InstantSource.system())))
        .hasMessage("store: version 99 (expected: <= %d); use the newer fermata", Schema.VERSION);
  }

  @Test
  void refusesAFileThatIsNoStore(@TempDir Path other) throws IOException {
    Files.writeString(other.resolve("journal.db"), "not a database, but long enough ".repeat(40));
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () -> JournalStore.open(other, owner("x"), BlobStore.in(other, InstantSource.system())))
        .matches(refusal -> refusal.kind() == Kind.CORRUPT)
        .withMessageMatching("store: .*journal.db is damaged.*");
  }

  @Test
  void refusesWorkAfterItWasClosed() {
    store.close();
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> create(JOURNAL))
        .matches(refusal -> refusal.kind() == Kind.UNAVAILABLE);
  }

  @Test
  void keepsItsNativeLibraryBesideTheStore() throws IOException {
    try (var files = Files.walk(directory.resolve("lib"))) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  @Test
  void forgetsAnswersAndKeysThatAreOldEnoughAndNoOthers() {
    var old = new KeyedRequest("somebody", "run/start", "old");
    var young = new KeyedRequest("somebody", "run/start", "young");
    Instant later = NOW.plus(Duration.ofDays(8));
    commit(new StoreChange.RememberResult(new KeyedResult(old, "d", "{}", NOW)));
    commit(new StoreChange.RememberResult(new KeyedResult(young, "d", "{}", later)));
    long first = published("k", NOW, "p1").seq();

    assertThat(store.forget(Retention.DEFAULT, later)).isEqualTo(2);
    assertThat(store.findResult(old)).isEmpty();
    assertThat(store.findResult(young)).isPresent();
    assertThat(published("k", later, "p2").isDuplicate()).isTrue();

    assertThat(store.forget(Retention.DEFAULT, NOW.plus(Duration.ofDays(31)))).isEqualTo(3);
    assertThat(published("k", later, "p3").isDuplicate()).isFalse();
    assertThat(store.events(JournalId.WORKSPACE, first - 1, ALL)).as("the events stay").hasSize(2);
    assertThat(store.forget(Retention.DEFAULT, later)).isZero();
  }

  private JournalStore.Published published(String dedupe, Instant at, String key) {
    var row = new PublishedRow(new NewEvent("published", 1, "{}"), "order.v1", at, dedupe);
    var request = new KeyedRequest("somebody", "events/publish", key);
    return store.publish(row, _ -> new KeyedResult(request, "d", "{}", at));
  }

  @Test
  void makesWhatHasRestedShortAndSaysTheSame() {
    JournalLease lease = create(JOURNAL);
    String text =
        "{\"run\":\"r1\",\"data\":{\"step\":\"s1\",\"node\":\"ü€😀\",\"kind\":\"human\"}}";
    commit(append(lease, 0, text), append(lease, 1, "{}"), append(lease, 2, text.repeat(50)));
    List<StoredEvent> before = store.events(JOURNAL, 0, ALL);
    long bytes = bytesOfBodies();

    assertThat(store.shorten(NOW, 10)).as("not yet").isZero();
    assertThat(store.shorten(NOW.plusMillis(1), 2)).as("a part").isEqualTo(2);
    assertThat(store.shorten(NOW.plusMillis(1), 10)).as("the rest").isEqualTo(1);
    assertThat(store.shorten(NOW.plusMillis(1), 10)).as("nothing more").isZero();

    assertThat(bytesOfBodies()).isLessThan(bytes / 5);
    assertThat(store.events(JOURNAL, 0, ALL)).isEqualTo(before);
    commit(append(lease, 3, text));
    assertThat(bodies()).hasSize(4).endsWith(text);
    assertThat(store.shorten(NOW.plusMillis(1), 10)).as("what came since").isEqualTo(1);
    assertThat(bodies()).hasSize(4).endsWith(text);
  }

  @Test
  void namesAnEventWhoseShortTextIsDamaged() {
    JournalLease lease = create(JOURNAL);
    String text = "{\"run\":\"r1\",\"data\":{\"step\":\"s1\",\"node\":\"n\",\"kind\":\"human\"}}";
    commit(append(lease, 0, text), append(lease, 1, text), append(lease, 2, text));
    store.shorten(NOW.plusMillis(1), 10);
    StoreFaults.execute(
        directory,
        "UPDATE events SET body = CAST(substr(body, 1, length(body) - 3) AS BLOB) WHERE seq = 2");

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.events(JOURNAL, 1, ALL))
        .withMessageContaining("event 2 is damaged");
  }

  private static String large(char of) {
    return "{\"data\":{\"text\":\"" + String.valueOf(of).repeat(40_000) + "\",\"n\":1}}";
  }

  @Test
  void keepsALargeValueOnceAndReadsItWhereverItStands() throws IOException {
    JournalLease lease = create(JOURNAL);
    var input = new NewInput("toolReturned", large('x'));
    var event = new NewEvent("t", 1, large('x'));
    commit(
        new StoreChange.Append(
            lease, 0, NOW, List.of(input), List.of(new NewEvent("t", 1, "{}"), event, event)),
        new StoreChange.PutShared("agent/a", "text", 0, 1, large('x')),
        new StoreChange.Note(new JournalId("agent/a"), NOW, List.of(event)));
    reopen("second");

    assertThat(bodies()).containsExactly("{}", large('x'), large('x'));
    assertThat(store.inputs(JOURNAL)).extracting(StoredInput::body).containsExactly(large('x'));
    assertThat(store.shared("agent/a"))
        .extracting(JournalStore.SharedRow::value)
        .containsExactly(large('x'));
    assertThat(store.events(new JournalId("agent/a"), 0, ALL))
        .extracting(StoredEvent::body)
        .containsExactly(large('x'));
    store.requireWhole(JOURNAL, 0, 3);
    assertThat(bytesOfBodies()).isLessThan(1_000);
    assertThat(contents()).hasSize(1);
  }

  private List<Path> contents() throws IOException {
    try (var files = Files.walk(directory.resolve("blobs"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void saysThatAnEventIsDamagedWhoseLargeValueIsGone() throws IOException {
    JournalLease lease = create(JOURNAL);
    commit(append(lease, 0, "{}", large('x'), "{}"));
    Files.delete(contents().getFirst());

    assertThat(bodies()).containsExactly("{}");
    assertThatThrownBy(() -> store.events(JOURNAL, 1, ALL))
        .hasMessageStartingWith("session j1: event 2 is damaged");
  }

  @Test
  void namesLargeValuesAsLongAsSomethingHasThem() throws IOException {
    JournalLease lease = create(JOURNAL);
    commit(append(lease, 0, large('x')));
    commit(new StoreChange.PutShared("j1", "text", 0, 1, large('y')));
    commit(new StoreChange.PutShared("agent/a", "text", 0, 1, large('z')));
    assertThat(contents()).hasSize(3).allMatch(this::isNamed);

    commit(new StoreChange.PutShared("agent/a", "text", 1, 2, "1"));
    assertThat(contents()).filteredOn(this::isNamed).hasSize(2);
    commit(new StoreChange.DropSession(lease));
    assertThat(contents()).hasSize(3).noneMatch(this::isNamed);
  }

  private boolean isNamed(Path content) {
    return store.artifacts().isNamed(content.getFileName().toString());
  }

  private long bytesOfBodies() {
    return StoreFaults.count(directory, "SELECT sum(length(CAST(body AS BLOB))) FROM events");
  }
}

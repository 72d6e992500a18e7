package fermata.daemon.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Work on a borrowed thread: its deadline, its end, and what it leaves behind. */
class WatchedThreadTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final DeadlineWatch watch = new DeadlineWatch();

  private static WatchedThread<String> work(Deadline deadline) {
    return new WatchedThread<>(deadline, _ -> "late");
  }

  private static String untilInterrupted(WatchedThread.Asked<String> asked) {
    try {
      TimeUnit.MINUTES.sleep(2);
      return "not interrupted";
    } catch (InterruptedException _) {
      return String.valueOf(asked.outcome());
    }
  }

  @Test
  void workOnTheCallingThreadGivesItsOutcome() {
    Thread here = Thread.currentThread();
    String outcome =
        work(Deadline.in(LONG, LONG))
            .runHere(
                watch,
                "fault",
                _ -> {
                  assertThat(Thread.currentThread()).isSameAs(here);
                  return "done";
                });
    assertThat(outcome).isEqualTo("done");
  }

  @Test
  void itsDeadlineEndsItAndLeavesNoInterrupt() {
    for (int i = 0; i < 5; i++) {
      String outcome =
          work(Deadline.in(SHORT, LONG))
              .runHere(watch, "fault", WatchedThreadTest::untilInterrupted);
      assertThat(outcome).isEqualTo("late");
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void anEarlierDeadlineIsKeptWhileALaterOneIsWatched() {
    try (var _ = watch.watch(Deadline.in(LONG, LONG), () -> {})) {
      String outcome =
          work(Deadline.in(SHORT, SHORT))
              .runHere(watch, "fault", WatchedThreadTest::untilInterrupted);
      assertThat(outcome).isEqualTo("late");
    }
  }

  @Test
  void aDeadlineThatIsHeldOrPutOffIsLookedAtAgain() throws InterruptedException {
    Deadline deadline = Deadline.in(SHORT, LONG);
    deadline.hold();
    var late = new CountDownLatch(1);
    try (var _ = watch.watch(deadline, late::countDown)) {
      // As long as it is held it is not late, however often it is looked at.
      assertThat(late.await(200, TimeUnit.MILLISECONDS)).isFalse();
      deadline.release();
      assertThat(late.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void workThatWasAskedToEndBeforeItBeganIsInterruptedAtOnce() {
    WatchedThread<String> work = work(Deadline.in(LONG, LONG));
    work.end("cancelled");
    assertThat(work.runHere(watch, "fault", WatchedThreadTest::untilInterrupted))
        .isEqualTo("cancelled");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void whoAsksForTheEndAfterItInterruptsNobody() {
    WatchedThread<String> work = work(Deadline.in(LONG, LONG));
    work.runHere(watch, "fault", _ -> "done");
    work.end("cancelled");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void anExceptionOfTheWorkIsThatOfTheCaller() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                work(Deadline.in(LONG, LONG))
                    .runHere(
                        watch,
                        "fault",
                        _ -> {
                          throw new IllegalStateException("meant by the test");
                        }));
  }
}

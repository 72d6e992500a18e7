package fermata.daemon.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CalmQueueTest {

  private static final Duration NEVER = Duration.ofDays(1);

  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong quietNanos = new AtomicLong();

  private CalmQueue<Integer, String> queue(Duration quiet, Duration late) {
    var pace = new CalmQueue.Pace(quiet, late, 6);
    return new CalmQueue<>("calm-test", pace, quietNanos::get, done::add);
  }

  @Test
  void doesNothingWhileThereIsOtherWorkAndAllOfItWhenAsked() {
    var queue = queue(NEVER, NEVER);
    assertThat(queue.offer(1, "one")).isTrue();
    assertThat(queue.offer(2, "two")).isTrue();
    assertThat(queue.offer(1, "one again")).isTrue();
    assertThat(queue.offer(3, "three")).isTrue();
    assertThat(done).isEmpty();

    assertThat(queue.awaitIdle(Duration.ofSeconds(30))).isTrue();
    assertThat(done)
        .as("each once, as it was left last")
        .containsExactly("one again", "two", "three");
    assertThat(queue.offer(4, "four")).isTrue();
    assertThat(queue.awaitIdle(Duration.ofSeconds(30))).isTrue();
    assertThat(done).hasSize(4);
  }

  @Test
  void doesItWhereHalfTheRoomIsTakenAndRefusesWhatThereIsNoRoomFor() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var pace = new CalmQueue.Pace(NEVER, NEVER, 2);
    var queue =
        new CalmQueue<Integer, String>(
            "calm-test",
            pace,
            quietNanos::get,
            work -> {
              begun.countDown();
              await(mayEnd);
              done.add(work);
            });
    assertThat(queue.offer(1, "one")).isTrue();
    assertThat(queue.offer(2, "two")).isTrue();
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(queue.offer(3, "three")).as("in the room of the first").isTrue();
    assertThat(queue.offer(4, "four")).isFalse();
    mayEnd.countDown();
    assertThat(queue.awaitIdle(Duration.ofSeconds(30))).isTrue();
    assertThat(done).containsExactly("one", "two", "three");
  }

  @Test
  void doesItWhenNothingHasBeenStoredForAWhile() throws InterruptedException {
    quietNanos.set(Duration.ofMillis(10).toNanos());
    assertThat(isDoneBy(Duration.ofMillis(10), NEVER)).isTrue();
  }

  @Test
  void doesItLateWhileThereIsNoEndOfOtherWork() throws InterruptedException {
    assertThat(isDoneBy(NEVER, Duration.ofMillis(1))).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private boolean isDoneBy(Duration quiet, Duration late) throws InterruptedException {
    var isDone = new CountDownLatch(1);
    var pace = new CalmQueue.Pace(quiet, late, 1);
    var queue =
        new CalmQueue<Integer, String>("calm-test", pace, quietNanos::get, _ -> isDone.countDown());
    assertThat(queue.offer(1, "one")).isTrue();
    return isDone.await(30, TimeUnit.SECONDS);
  }

  @Test
  void goesOnAfterWorkThatFails() {
    var pace = new CalmQueue.Pace(NEVER, NEVER, 3);
    var queue =
        new CalmQueue<Integer, String>(
            "calm-test",
            pace,
            quietNanos::get,
            work -> {
              done.add(work);
              if (work.equals("bad")) {
                throw new IllegalStateException("as this test wants it");
              }
            });
    assertThat(queue.offer(1, "bad")).isTrue();
    assertThat(queue.offer(2, "good")).isTrue();

    assertThat(queue.awaitIdle(Duration.ofSeconds(30))).isTrue();
    assertThat(done).containsExactly("bad", "good");
  }
}

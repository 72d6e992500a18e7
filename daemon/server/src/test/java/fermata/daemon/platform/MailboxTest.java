package fermata.daemon.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Errands: work that a message leads to, on the thread that has nothing else to do. */
class MailboxTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Mailbox<String>> self = new AtomicReference<>();

  private Mailbox<String> mailbox(Mailbox.Server<String> server) {
    Mailbox<String> mailbox = Mailbox.withErrands("test", 100, server);
    self.set(mailbox);
    return mailbox;
  }

  private Mailbox<String> self() {
    return java.util.Objects.requireNonNull(self.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void servesWhatAnErrandBringsOnTheThreadThatWasAway() {
    var threads = new CopyOnWriteArrayList<Thread>();
    var done = new CountDownLatch(1);
    Mailbox<String> mailbox =
        mailbox(
            message -> {
              threads.add(Thread.currentThread());
              log.add(message);
              if (message.length() == 1_000) {
                done.countDown();
                return null;
              }
              return new Mailbox.Errand("errand", () -> self().bring(message + "x"));
            });
    mailbox.deliver("x");
    await(done);
    assertThat(mailbox.awaitIdle(LONG)).isTrue();
    assertThat(log).hasSize(1_000);
    assertThat(threads).containsOnly(threads.getFirst());
  }

  @Test
  void servesOthersWhileAnErrandIsUnderWay() {
    var isAway = new CountDownLatch(1);
    var other = new CountDownLatch(1);
    var last = new CountDownLatch(1);
    Mailbox<String> mailbox =
        mailbox(
            message -> {
              log.add(message);
              return switch (message) {
                case "go" ->
                    new Mailbox.Errand(
                        "errand",
                        () -> {
                          isAway.countDown();
                          await(other);
                          self().bring("back");
                        });
                case "other" -> {
                  other.countDown();
                  yield null;
                }
                default -> {
                  last.countDown();
                  yield null;
                }
              };
            });
    mailbox.deliver("go");
    await(isAway);
    assertThat(mailbox.awaitIdle(LONG)).as("on an errand it is idle").isTrue();
    mailbox.deliver("other");
    await(last);
    assertThat(log).containsExactly("go", "other", "back");
  }

  @Test
  void anErrandDoesNotWaitForTheMessagesBehindIt() {
    var begin = new CountDownLatch(1);
    var isErrandDone = new CountDownLatch(1);
    var isDone = new CountDownLatch(1);
    Mailbox<String> mailbox =
        mailbox(
            message -> {
              if (message.equals("first")) {
                await(begin);
                return new Mailbox.Errand("errand", isErrandDone::countDown);
              }
              await(isErrandDone);
              isDone.countDown();
              return null;
            });
    mailbox.deliver("first");
    mailbox.deliver("second");
    begin.countDown();
    await(isDone);
  }

  @Test
  void anErrandThatBreaksLeavesTheMailboxAsItWas() {
    var served = new CountDownLatch(2);
    Mailbox<String> mailbox =
        mailbox(
            message -> {
              log.add(message);
              served.countDown();
              return message.equals("break")
                  ? new Mailbox.Errand(
                      "errand",
                      () -> {
                        Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
                        self().bring("after");
                        throw new IllegalStateException("meant by the test");
                      })
                  : null;
            });
    mailbox.deliver("break");
    await(served);
    assertThat(mailbox.awaitIdle(LONG)).isTrue();
    assertThat(log).containsExactly("break", "after");
  }

  @Test
  void anInterruptThatWasMeantForTheErrandDoesNotReachWhatComesAfterIt() {
    var flags = new CopyOnWriteArrayList<Boolean>();
    var done = new CountDownLatch(1);
    Mailbox<String> mailbox =
        mailbox(
            message -> {
              if (message.equals("end")) {
                flags.add(Thread.currentThread().isInterrupted());
                done.countDown();
                return null;
              }
              return new Mailbox.Errand(
                  "errand",
                  () -> {
                    Thread.currentThread().interrupt();
                    self().bring("end");
                  });
            });
    mailbox.deliver("go");
    await(done);
    assertThat(flags).containsExactly(false);
  }

  @Test
  void isNeverServedByTwoThreadsWhateverErrandsBring() throws InterruptedException {
    int senders = 4;
    int each = 500;
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var count = new AtomicInteger();
    var all = new CountDownLatch(2 * senders * each);
    Mailbox<String> mailbox =
        mailbox(
            message -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              count.incrementAndGet();
              inside.decrementAndGet();
              all.countDown();
              return message.equals("go")
                  ? new Mailbox.Errand("errand", () -> self().bring("back"))
                  : null;
            });
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < senders; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int n = 0; n < each; n++) {
                      mailbox.deliver("go");
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    await(all);
    assertThat(mailbox.awaitIdle(LONG)).isTrue();
    assertThat(most).hasValue(1);
    assertThat(count).hasValue(2 * senders * each);
  }
}

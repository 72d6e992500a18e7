package fermata.daemon.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Counts what is out as a list of numbers would. */
final class UnackedEventsTest {

  @Test
  void countsAsAListOfNumbersDoes() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var events = new UnackedEvents();
      var numbers = new ArrayDeque<Long>();
      long last = random.nextInt(3);
      for (int i = 0; i < 300; i++) {
        if (random.nextInt(4) > 0) {
          last += 1 + random.nextInt(random.nextBoolean() ? 1 : 1000);
          events.add(last);
          numbers.add(last);
        } else {
          long acked = Math.max(0, last - random.nextInt(400));
          events.removeUpTo(acked);
          numbers.removeIf(number -> number <= acked);
        }
        assertThat(events.count()).as("seed %d, step %d", seed, i).isEqualTo(numbers.size());
      }
    }
  }

  @Test
  void countsStepsOfAnySize() {
    var events = new UnackedEvents();
    long[] numbers = {1, 2, 3, 130, 131, 20_000, 1L << 33, (1L << 33) + 1, 1L << 52};
    for (long number : numbers) {
      events.add(number);
    }
    for (int i = 0; i < numbers.length; i++) {
      events.removeUpTo(numbers[i] - 1);
      assertThat(events.count()).isEqualTo(numbers.length - i);
      events.removeUpTo(0);
      assertThat(events.count()).as("nothing is given back").isEqualTo(numbers.length - i);
    }
    events.removeUpTo(Long.MAX_VALUE / 2);
    assertThat(events.count()).isZero();
  }

  @Test
  void isReadyAgainAfterAllWasTaken() {
    var events = new UnackedEvents();
    for (int i = 1; i <= 100; i++) {
      events.add(i);
    }
    events.removeUpTo(100);
    assertThat(events.count()).isZero();
    events.add(101);
    events.removeUpTo(100);
    assertThat(events.count()).isOne();
    events.removeUpTo(101);
    assertThat(events.count()).isZero();
  }
}

package fermata.daemon.model.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is known of providers between requests: keys that rest, failures in a row, the pace. */
class ProviderStateTest {

  private static final List<String> KEYS = List.of("one", "two", "three");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final InstantSource clock = now::get;

  @Test
  void keysTakeTurnsAndTheOnesThatRestAreLeftOut() {
    var pool = new KeyPool(clock);
    assertThat(taken(pool, 4)).containsExactly("one", "two", "three", "one");

    pool.rest("two", Duration.ofSeconds(10));
    assertThat(taken(pool, 3)).containsExactly("three", "three", "one");
    assertThat(pool.hasOther(KEYS, "one")).isTrue();

    pool.rest("one", Duration.ofSeconds(20));
    pool.rest("three", Duration.ofSeconds(30));
    assertThat(pool.hasOther(KEYS, "one")).isFalse();
    assertThat(taken(pool, 2)).containsExactly("two", "two");

    pass(Duration.ofSeconds(20));
    assertThat(taken(pool, 3)).containsOnly("one", "two");
  }

  private static List<String> taken(KeyPool pool, int count) {
    return IntStream.range(0, count).mapToObj(_ -> pool.take(KEYS)).toList();
  }

  @Test
  void aModelThatFailsInARowRestsAndIsThenAskedOnce() {
    var circuit = new Circuit(clock);
    for (int i = 0; i < Circuit.FAILURES_MAX; i++) {
      assertThat(circuit.rest()).isEmpty();
      circuit.failed();
    }
    assertThat(circuit.rest()).contains(Circuit.REST);

    pass(Circuit.REST);
    assertThat(circuit.rest()).as("one goes out").isEmpty();
    assertThat(circuit.rest()).as("and the next waits for it").contains(Circuit.REST);
    circuit.failed();
    assertThat(circuit.rest()).contains(Circuit.REST);

    pass(Circuit.REST);
    assertThat(circuit.rest()).isEmpty();
    circuit.answered();
    assertThat(circuit.rest()).isEmpty();
    circuit.failed();
    assertThat(circuit.rest()).as("a single failure is none in a row").isEmpty();
  }

  @Test
  void requestsGoOutWithTheTimeOfTheLimitBetweenThem() {
    var pace = new Pace(0);
    assertThat(pace.reserve(60, 0)).isZero();
    assertThat(pace.reserve(60, 0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pace.reserve(60, 500_000_000)).isEqualTo(Duration.ofMillis(1_500));
    assertThat(pace.reserve(60, 60_000_000_000L)).isZero();
  }

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }
}

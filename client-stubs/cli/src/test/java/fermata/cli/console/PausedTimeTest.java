package fermata.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.wire.event.EventData;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.ResumeCause;
import fermata.wire.event.RunFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PausedTimeTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final PausedTime paused = new PausedTime();

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private void happens(int second, EventData fact) {
    paused.add(EventEnvelope.of(1, at(second), fact));
  }

  @Test
  void isNotTheTimeOfAStep() {
    happens(2, new RunFact.Held(List.of("paused")));
    happens(3, new RunFact.Held(List.of("question:r.q1", "paused")));
    happens(12, new RunFact.Resumed(ResumeCause.CLIENT));
    happens(20, new RunFact.Held(List.of("question:r.q1")));
    happens(24, new RunFact.Resumed(ResumeCause.CLIENT));
    assertThat(paused.between(at(0), at(30))).isEqualTo(Duration.ofSeconds(20));
    assertThat(paused.between(at(7), at(30))).isEqualTo(Duration.ofSeconds(18));
    assertThat(paused.between(at(13), at(14))).isEqualTo(Duration.ofSeconds(1));
    happens(40, new RunFact.Held(List.of("paused")));
    assertThat(paused.between(at(13), at(50))).isEqualTo(Duration.ofSeconds(27));
  }
}

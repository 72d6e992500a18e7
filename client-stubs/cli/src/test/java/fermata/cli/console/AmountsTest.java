package fermata.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "-5, 0 ms",
    "999, 999 ms",
    "1000, 1.0 s",
    "59949, 59.9 s",
    "60000, 1 min 0 s",
    "185000, 3 min 5 s",
    "3600000, 1 h 0 min",
    "7800000, 2 h 10 min",
    "273600000, 3 d 4 h"
  })
  void writesDurations(long millis, String text) {
    assertThat(Amounts.duration(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "-3, just now",
    "4, just now",
    "59, 59 s ago",
    "60, 1 min ago",
    "7199, 1 h ago",
    "172799, 47 h ago",
    "172800, 2 d ago"
  })
  void writesHowLongAgo(long seconds, String text) {
    Instant now = Instant.EPOCH;
    assertThat(Amounts.ago(now.minusSeconds(seconds), now)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, $0.00",
    "1.005, $1.01",
    "12.3, $12.30",
    "0.01, $0.01",
    "0.0099, $0.0099",
    "0.0012345, $0.0012",
    "0.00000000123, $0.00000000"
  })
  void writesMoneySoThatTwoDigitsCount(BigDecimal amount, String text) {
    assertThat(Amounts.dollars(amount)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, step, 0 steps", "1, step, 1 step", "'1204', step, '1,204 steps'"})
  void countsWithTheNoun(long count, String noun, String text) {
    assertThat(Amounts.count(count, noun)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"999, 999 B", "12345678, 12.3 MB", "5000000000000000, 5000.0 TB"})
  void writesBytes(long bytes, String text) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(text);
  }
}

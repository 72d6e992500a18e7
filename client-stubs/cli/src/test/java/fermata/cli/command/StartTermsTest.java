package fermata.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fermata.cli.console.CommandFailure;
import fermata.wire.event.RunGrant;
import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times and bounds as people write them. */
final class StartTermsTest {

  private static final ZonedDateTime NOW =
      ZonedDateTime.parse("2026-11-22T18:00:00+01:00[Europe/Oslo]");

  @ParameterizedTest
  @CsvSource({
    "19:30, 2026-11-22T18:30:00Z",
    "17:30, 2026-11-23T16:30:00Z",
    "2h30m, 2026-11-22T19:30:00Z",
    "2026-11-23T09:00, 2026-11-23T08:00:00Z",
    "2026-11-23T09:00:05Z, 2026-11-23T09:00:05Z",
    "2026-11-23T09:00+02:00, 2026-11-23T07:00:00Z",
  })
  void readsTimes(String text, String instant) {
    assertThat(StartTerms.instant(text, NOW)).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "25:00", "tomorrow", "2026-11-23", "2026-13-01T00:00"})
  void saysWhatATimeIs(String text) {
    assertThatThrownBy(() -> StartTerms.instant(text, NOW))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("no time (expected: such as 17:30");
  }

  @Test
  void readsBudgets() {
    assertThat(StartTerms.budget(List.of("usd=0.50,tokens=20000", "duration=10m")))
        .isEqualTo(new RunGrant(new BigDecimal("0.50"), 20_000L, 600_000L, null, null, null));
    assertThat(StartTerms.budget(List.of("steps=40", "tool_calls=12")))
        .isEqualTo(new RunGrant(null, null, null, 40, 12, null));
    assertThat(StartTerms.budget(List.of())).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"money=1", "usd", "usd=much", "steps=1.5", "duration=10", "tokens="})
  void saysWhatABudgetIs(String word) {
    assertThatThrownBy(() -> StartTerms.budget(List.of(word)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--budget " + word + ": no bound (expected: ");
  }
}

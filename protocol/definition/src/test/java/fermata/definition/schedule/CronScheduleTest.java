package fermata.definition.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** When cron expressions are due. */
class CronScheduleTest {

  @TestFactory
  Stream<DynamicTest> isDueWhenTheTableSaysSo() {
    return lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> DynamicTest.dynamicTest(line, () -> check(line.split("\\s*\\|\\s*", -1))));
  }

  private static void check(String[] cells) {
    ZoneId zone = ZoneId.of(cells[1]);
    Instant at = OffsetDateTime.parse(cells[2]).toInstant();
    for (String expected : cells[3].split(" ", -1)) {
      at = schedule(cells[0]).next(at, zone).orElseThrow();
      assertThat(at.atZone(zone).toOffsetDateTime()).isEqualTo(OffsetDateTime.parse(expected));
      assertThat(at.atZone(zone).getOffset()).isEqualTo(OffsetDateTime.parse(expected).getOffset());
    }
  }

  private static CronSchedule schedule(String text) {
    assertThat(CronParser.parse(text)).isInstanceOf(CronReading.Schedule.class);
    return ((CronReading.Schedule) CronParser.parse(text)).schedule();
  }

  private static Stream<String> lines() {
    try (InputStream table = CronScheduleTest.class.getResourceAsStream("next.txt")) {
      return Arrays.stream(
          new String(table.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Minute by minute, as the page of crontab(5) reads. */
  @Test
  void agreesWithALookAtEveryMinute() {
    var random = new Random(7);
    for (int i = 0; i < 60; i++) {
      var fields = new Fields(random);
      CronSchedule schedule = schedule(fields.text());
      LocalDateTime at =
          LocalDateTime.of(2026, 1 + random.nextInt(12), 1 + random.nextInt(28), 3, 7);
      Instant next = schedule.next(at.toInstant(ZoneOffset.UTC), ZoneOffset.UTC).orElseThrow();
      LocalDateTime looked = at.plusMinutes(1);
      while (!fields.fits(looked)) {
        looked = looked.plusMinutes(1);
      }
      assertThat(next).as(fields.text()).isEqualTo(looked.toInstant(ZoneOffset.UTC));
    }
  }

  /** One number or a star in each field, so that what fits is plain. */
  private record Fields(int minute, int hour, int day, int month, int weekday) {

    Fields(Random random) {
      this(
          random.nextInt(-1, 60),
          random.nextInt(-3, 24),
          Math.max(0, random.nextInt(-20, 29)),
          Math.max(0, random.nextInt(-12, 13)),
          random.nextInt(-5, 7));
    }

    String text() {
      return String.join(
          " ",
          List.of(word(minute, 0), word(hour, 0), word(day, 1), word(month, 1), word(weekday, 0)));
    }

    private static String word(int value, int min) {
      return value < min ? "*" : Integer.toString(value);
    }

    boolean fits(LocalDateTime at) {
      boolean isDay = day == at.getDayOfMonth();
      boolean isWeekday =
          weekday == (at.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : at.getDayOfWeek().getValue());
      boolean isThatDay = day < 1 ? weekday < 0 || isWeekday : isDay || (weekday >= 0 && isWeekday);
      return (minute < 0 || minute == at.getMinute())
          && (hour < 0 || hour == at.getHour())
          && (month < 1 || month == at.getMonthValue())
          && isThatDay;
    }
  }

  @Test
  void neverComesTwiceAndNeverGoesBackOverTenYearsOfChangedClocks() {
    ZoneId zone = ZoneId.of("America/New_York");
    for (String text : List.of("30 1 * * *", "30 2 * * *", "17 */5 * * *", "*/20 * * 3,11 *")) {
      CronSchedule schedule = schedule(text);
      Instant at = Instant.parse("2020-01-01T00:00:00Z");
      Instant end = Instant.parse("2030-01-01T00:00:00Z");
      while (at.isBefore(end)) {
        Instant next = schedule.next(at, zone).orElseThrow();
        assertThat(next).isAfter(at);
        assertThat(schedule.next(next.minus(Duration.ofSeconds(1)), zone)).contains(next);
        at = next;
      }
    }
  }

  @Test
  void knowsDaysThatNeverCome() {
    assertThat(schedule("0 0 30 2 *").everFires()).isFalse();
    assertThat(schedule("0 0 31 2,4,6,9,11 *").everFires()).isFalse();
    assertThat(schedule("0 0 31 4 MON").everFires()).isTrue();
    assertThat(schedule("0 0 30 2 *").next(Instant.EPOCH, ZoneOffset.UTC)).isEmpty();
  }
}

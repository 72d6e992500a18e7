package fermata.cli.command;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.definition.keys.DurationText;
import fermata.wire.event.RunGrant;
import fermata.wire.method.run.OnBusy;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** When a run begins, what it may use, and what becomes of it where its session has one. */
final class StartTerms {

  private static final String BUDGET = "--budget";
  private static final String AT = "--at";
  private static final String IF_BUSY = "--if-busy";
  static final String DRY_RUN = "--dry-run";

  private StartTerms() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Arguments.values(
            BUDGET,
            "NAME=VALUE",
            "Use at most so much: usd=0.50, tokens=20000, duration=10m, steps=40, tool_calls=12"));
    spec.addOption(
        Arguments.value(
            AT, "TIME", "Begin then: 17:30, 2026-11-23T09:00, or in a while such as 2h30m"));
    spec.addOption(
        Arguments.value(
            IF_BUSY,
            "WHAT",
            "Where --session has a run already: reject, queue, replace, or steer what is at work"));
    spec.addOption(Arguments.flag(DRY_RUN, "Say what the run would be, and start nothing"));
  }

  static @Nullable OnBusy onBusy(ParseResult arguments) {
    String word = Arguments.find(arguments, IF_BUSY);
    if (word == null) {
      return null;
    }
    for (OnBusy each : OnBusy.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return each;
      }
    }
    throw CommandFailure.of(
        ExitCode.USAGE,
        IF_BUSY + " " + word + ": not one of them (expected: reject, queue, replace or steer)");
  }

  static @Nullable Instant notBefore(ParseResult arguments, Instant now) {
    String text = Arguments.find(arguments, AT);
    return text == null ? null : instant(text, now.atZone(ZoneId.systemDefault()));
  }

  /** {@return the instant that a person names; a time of day is the next one} */
  static Instant instant(String text, ZonedDateTime now) {
    Duration wait = DurationText.parse(text).orElse(null);
    if (wait != null) {
      return now.toInstant().plus(wait);
    }
    try {
      if (!text.contains("T")) {
        ZonedDateTime today = now.with(LocalTime.parse(text));
        return (today.isBefore(now) ? today.plusDays(1) : today).toInstant();
      }
      return isZoned(text)
          ? ZonedDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(now.getZone()).toInstant();
    } catch (DateTimeException none) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          AT
              + " "
              + text
              + ": no time (expected: such as 17:30, 2026-11-23T09:00, 2026-11-23T09:00:00Z or"
              + " 2h30m)");
    }
  }

  private static boolean isZoned(String text) {
    String time = text.substring(text.indexOf('T'));
    return time.endsWith("Z") || time.contains("+") || time.contains("-");
  }

  static @Nullable RunGrant budget(ParseResult arguments) {
    return budget(Arguments.all(arguments, BUDGET));
  }

  /** {@return a budget of words such as {@code usd=0.50}; absent where there are none} */
  static @Nullable RunGrant budget(List<String> words) {
    Map<String, String> values = new HashMap<>();
    for (String word : words) {
      for (String part : word.split(",", -1)) {
        int sign = part.indexOf('=');
        String name = sign < 0 ? part : part.substring(0, sign);
        if (sign < 0
            || !List.of("usd", "tokens", "duration", "steps", "tool_calls").contains(name)) {
          throw failed(part, "usd, tokens, duration, steps or tool_calls, = and how much");
        }
        values.put(name, part.substring(sign + 1));
      }
    }
    if (values.isEmpty()) {
      return null;
    }
    return new RunGrant(
        read(values, "usd", "an amount such as 0.50", BigDecimal::new),
        read(values, "tokens", "a whole number", Long::valueOf),
        read(values, "duration", "such as 10m", StartTerms::millis),
        read(values, "steps", "a whole number", Integer::valueOf),
        read(values, "tool_calls", "a whole number", Integer::valueOf),
        null);
  }

  private static Long millis(String text) {
    return DurationText.parse(text)
        .orElseThrow(() -> new NumberFormatException("no duration"))
        .toMillis();
  }

  private static <T> @Nullable T read(
      Map<String, String> values, String name, String expected, Function<String, T> reader) {
    String text = values.get(name);
    try {
      return text == null ? null : reader.apply(text);
    } catch (NumberFormatException none) {
      throw failed(name + "=" + text, expected);
    }
  }

  private static CommandFailure failed(String word, String expected) {
    return CommandFailure.of(
        ExitCode.USAGE, BUDGET + " " + word + ": no bound (expected: " + expected + ")");
  }
}

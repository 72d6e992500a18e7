package fermata.definition.keys;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: whole numbers with the units {@code d}, {@code h}, {@code m},
 * {@code s} and {@code ms}, largest first, each at most once, such as {@code 1h30m}.
 */
public final class DurationText {

  /** The longest duration that a definition may name. */
  public static final Duration MAX = Duration.ofDays(3650);

  /** What a duration is made of; a text without any part matches too. */
  static final String FORM_OF_PARTS =
      "([0-9]{1,9}d)?([0-9]{1,9}h)?([0-9]{1,9}m)?([0-9]{1,9}s)?([0-9]{1,9}ms)?";

  private static final Pattern FORM = Pattern.compile(FORM_OF_PARTS);

  private DurationText() {}

  /**
   * {@return the duration that a text names, where it names one; may be zero or beyond the limit}
   */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofDays(part(matcher, 1))
            .plusHours(part(matcher, 2))
            .plusMinutes(part(matcher, 3))
            .plusSeconds(part(matcher, 4))
            .plusMillis(part(matcher, 5)));
  }

  /** {@return the shortest text for a duration, to the millisecond} */
  public static String of(Duration duration) {
    String text =
        part(duration.toDays(), "d")
            + part(duration.toHoursPart(), "h")
            + part(duration.toMinutesPart(), "m")
            + part(duration.toSecondsPart(), "s")
            + part(duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text;
  }

  private static String part(long count, String unit) {
    return count == 0 ? "" : count + unit;
  }

  /** Whether a definition may name the duration: more than nothing, at most {@link #MAX}. */
  public static boolean isAllowed(Duration duration) {
    return duration.isPositive() && duration.compareTo(MAX) <= 0;
  }

  private static long part(Matcher matcher, int group) {
    String part = matcher.group(group);
    return part == null ? 0 : Long.parseLong(part, 0, part.length() - unitLength(part), 10);
  }

  private static int unitLength(String part) {
    return part.endsWith("ms") ? 2 : 1;
  }
}

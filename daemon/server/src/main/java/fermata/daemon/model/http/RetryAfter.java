package fermata.daemon.model.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The wait that a server asks for.
 *
 * <p>Source: RFC 9110, section 10.2.3, and the header {@code retry-after-ms} of some providers.
 */
public final class RetryAfter {

  /** A longer wait is taken for this one. */
  public static final Duration MAX = Duration.ofHours(1);

  private static final Pattern DELAY =
      Pattern.compile("\"retryDelay\"\\s*:\\s*\"([0-9]{1,9}(?:\\.[0-9]{1,9})?)s\"");

  private RetryAfter() {}

  public static @Nullable Duration of(HttpHeaders headers, InstantSource clock) {
    Optional<Duration> millis =
        headers.firstValue("retry-after-ms").flatMap(text -> number(text)).map(Duration::ofMillis);
    return millis
        .or(() -> headers.firstValue("retry-after").flatMap(text -> standard(text, clock)))
        .map(wait -> wait.compareTo(MAX) > 0 ? MAX : wait)
        .filter(wait -> !wait.isNegative())
        .orElse(null);
  }

  /** {@return the wait that the body of an error asks for, as Gemini's do; absent without one} */
  public static @Nullable Duration inBody(String body) {
    Matcher matcher = DELAY.matcher(body);
    if (!matcher.find()) {
      return null;
    }
    Duration wait = Duration.ofSeconds((long) Math.ceil(Double.parseDouble(matcher.group(1))));
    return wait.compareTo(MAX) > 0 ? MAX : wait;
  }

  private static Optional<Duration> standard(String text, InstantSource clock) {
    return number(text).map(Duration::ofSeconds).or(() -> date(text, clock));
  }

  private static Optional<Long> number(String text) {
    return text.strip().matches("[0-9]{1,12}(\\.[0-9]*)?")
        ? Optional.of((long) Math.ceil(Double.parseDouble(text.strip())))
        : Optional.empty();
  }

  private static Optional<Duration> date(String text, InstantSource clock) {
    try {
      Instant at =
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(clock.instant(), at));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}

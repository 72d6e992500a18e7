package fermata.daemon.model.openai;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wait that a server asks for.
 *
 * <p>Source: RFC 9110, section 10.2.3, and the header {@code retry-after-ms} of some providers.
 */
final class RetryAfter {

  /** A longer wait is taken for this one. */
  static final Duration MAX = Duration.ofHours(1);

  private RetryAfter() {}

  static @Nullable Duration of(HttpHeaders headers, InstantSource clock) {
    Optional<Duration> millis =
        headers.firstValue("retry-after-ms").flatMap(text -> number(text)).map(Duration::ofMillis);
    return millis
        .or(() -> headers.firstValue("retry-after").flatMap(text -> standard(text, clock)))
        .map(wait -> wait.compareTo(MAX) > 0 ? MAX : wait)
        .filter(wait -> !wait.isNegative())
        .orElse(null);
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

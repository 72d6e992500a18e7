package fermata.definition.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads durations such as {@code 1h30m}, {@code -1.5s} or {@code 250ms}: numbers with units, one
 * sign before all of them.
 */
final class DurationText {

  /** The longest text that is read, in UTF-16 units. */
  private static final int UNITS_MAX = 100;

  // No two parts of it can match the same text, so it cannot backtrack far.
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|h|m|s)");

  private DurationText() {}

  static CelValue parse(String text) {
    boolean isNegative = text.startsWith("-");
    String parts = isNegative || text.startsWith("+") ? text.substring(1) : text;
    if (parts.equals("0")) {
      return new CelValue.DurationValue(Duration.ZERO);
    }
    if (parts.isEmpty() || text.length() > UNITS_MAX) {
      return notDuration(text);
    }
    Matcher matcher = PART.matcher(parts);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (end < parts.length() && matcher.find(end) && matcher.start() == end) {
      BigDecimal count = new BigDecimal(matcher.group(1));
      nanos = nanos.add(count.multiply(BigDecimal.valueOf(nanosOf(matcher.group(2)))));
      end = matcher.end();
    }
    return end < parts.length() ? notDuration(text) : ofNanos(nanos.toBigInteger(), isNegative);
  }

  private static CelValue ofNanos(BigInteger nanos, boolean isNegative) {
    try {
      long size = nanos.longValueExact();
      return new CelValue.DurationValue(Duration.ofNanos(isNegative ? -size : size));
    } catch (ArithmeticException _) {
      return Faults.timeRange();
    }
  }

  private static long nanosOf(String unit) {
    return switch (unit) {
      case "h" -> 3_600_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "s" -> 1_000_000_000L;
      case "ms" -> 1_000_000L;
      case "ns" -> 1L;
      default -> 1_000L;
    };
  }

  private static CelValue notDuration(String text) {
    return Faults.conversion(text, "a duration such as 1h30m, 90s or 250ms");
  }
}

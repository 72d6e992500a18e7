package fermata.cli.console;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Durations, counts and money in few characters. */
public final class Amounts {

  private Amounts() {}

  /**
   * {@return a duration such as {@code 8 ms}, {@code 4.2 s}, {@code 3 min 5 s}, {@code 2 h 10 min},
   * {@code 3 d 4 h}}
   */
  public static String duration(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    long seconds = millis / 1000;
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
    return seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
  }

  /** {@return how long ago something was, in its largest unit} */
  public static String ago(Instant then, Instant now) {
    long seconds = Math.max(0, Duration.between(then, now).toSeconds());
    if (seconds < 5) {
      return "just now";
    }
    if (seconds < 60) {
      return seconds + " s ago";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min ago";
    }
    return seconds < 172_800 ? seconds / 3600 + " h ago" : seconds / 86_400 + " d ago";
  }

  /** {@return a count with its noun, {@code 1 step} or {@code 1,204 steps}} */
  public static String count(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  /** {@return an amount of US dollars; small ones keep two digits that count} */
  public static String dollars(BigDecimal amount) {
    if (amount.compareTo(new BigDecimal("0.01")) >= 0 || amount.signum() == 0) {
      return "$" + amount.setScale(2, RoundingMode.HALF_UP);
    }
    int scale = Math.min(8, amount.scale() - amount.precision() + 2);
    return "$" + amount.setScale(scale, RoundingMode.HALF_UP).toPlainString();
  }

  /** {@return a number of bytes such as {@code 640 B} or {@code 12.3 MB}} */
  public static String bytes(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double amount = bytes;
    int unit = 0;
    while (amount >= 1000 && unit < units.length - 1) {
      amount /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, units[unit]);
  }
}

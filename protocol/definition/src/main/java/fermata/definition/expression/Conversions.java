package fermata.definition.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * The functions that make one type of another.
 *
 * <p>CEL language definition, section List of Standard Definitions.
 */
final class Conversions {

  private static final double INT_LIMIT = 0x1p63;
  private static final int SHORTEST_TIMESTAMP_UNITS = "0001-01-01T00:00:00Z".length();
  private static final int SECONDS_COLON = "0001-01-01T00:00".length();

  private Conversions() {}

  static CelValue apply(String function, CelValue value) {
    return switch (function) {
      case Functions.INT -> toInt(value);
      case Functions.DOUBLE -> toDouble(value);
      case Functions.STRING -> toText(value);
      case Functions.BOOL -> toBool(value);
      case Functions.TIMESTAMP -> toTimestamp(value);
      case Functions.DURATION -> toDuration(value);
      default -> Faults.noFunction(function, List.of(value));
    };
  }

  private static CelValue toInt(CelValue value) {
    return switch (value) {
      case CelValue.IntValue number -> number;
      case CelValue.RealValue(var number) -> wholePart(number);
      case CelValue.TextValue(var text) -> parseInt(text);
      case CelValue.TimestampValue(var instant) -> CelValues.of(instant.getEpochSecond());
      case CelValue other -> Faults.noFunction(Functions.INT, List.of(other));
    };
  }

  // The limits themselves are refused: 2^63 - 1 is not a double, so neither end can be told from
  // what was rounded to it.
  private static CelValue wholePart(double number) {
    boolean isInRange = number > -INT_LIMIT && number < INT_LIMIT;
    return isInRange ? CelValues.of((long) number) : Faults.overflow("int(" + number + ")");
  }

  private static CelValue parseInt(String text) {
    try {
      return CelValues.of(Long.parseLong(text));
    } catch (NumberFormatException _) {
      return Faults.conversion(text, "an integer of 64 bits");
    }
  }

  private static CelValue toDouble(CelValue value) {
    return switch (value) {
      case CelValue.IntValue(var number) -> CelValues.of((double) number);
      case CelValue.HugeValue(var number) -> CelValues.of(number.doubleValue());
      case CelValue.RealValue number -> number;
      case CelValue.TextValue(var text) -> parseDouble(text);
      case CelValue other -> Faults.noFunction(Functions.DOUBLE, List.of(other));
    };
  }

  // Java would also read blanks around it, a suffix such as 1d, and hexadecimal fractions.
  private static CelValue parseDouble(String text) {
    boolean isPlain = text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
    boolean isNamed = text.endsWith("NaN") || text.endsWith("Infinity");
    try {
      if (isPlain || isNamed) {
        return CelValues.of(Double.parseDouble(text));
      }
    } catch (NumberFormatException _) {
      return Faults.conversion(text, "a number");
    }
    return Faults.conversion(text, "a number");
  }

  private static CelValue toText(CelValue value) {
    return switch (value) {
      case CelValue.TextValue text -> text;
      case CelValue.BoolValue(var truth) -> CelValues.of(String.valueOf(truth));
      case CelValue.IntValue(var number) -> CelValues.of(String.valueOf(number));
      case CelValue.HugeValue(var number) -> CelValues.of(number.toString());
      case CelValue.RealValue(var number) -> CelValues.of(String.valueOf(number));
      case CelValue.TimestampValue(var instant) -> CelValues.of(instant.toString());
      case CelValue.DurationValue(var duration) -> CelValues.of(JsonValues.text(duration));
      case CelValue other -> Faults.noFunction(Functions.STRING, List.of(other));
    };
  }

  private static CelValue toBool(CelValue value) {
    return switch (value) {
      case CelValue.BoolValue truth -> truth;
      case CelValue.TextValue(var text) -> parseBool(text);
      case CelValue other -> Faults.noFunction(Functions.BOOL, List.of(other));
    };
  }

  private static CelValue parseBool(String text) {
    return switch (text) {
      case "1", "t", "true", "TRUE", "True" -> CelValues.TRUE;
      case "0", "f", "false", "FALSE", "False" -> CelValues.FALSE;
      default -> Faults.conversion(text, "true or false");
    };
  }

  private static CelValue toTimestamp(CelValue value) {
    return switch (value) {
      case CelValue.TimestampValue timestamp -> timestamp;
      case CelValue.TextValue(var text) -> parseTimestamp(text);
      case CelValue.IntValue(var seconds) -> ofEpochSeconds(seconds);
      case CelValue other -> Faults.noFunction(Functions.TIMESTAMP, List.of(other));
    };
  }

  private static CelValue ofEpochSeconds(long seconds) {
    try {
      return TimeArithmetic.timestamp(Instant.ofEpochSecond(seconds));
    } catch (DateTimeException _) {
      return Faults.timeRange();
    }
  }

  private static CelValue parseTimestamp(String text) {
    // Java takes a time without seconds, RFC 3339 does not.
    boolean hasSeconds =
        text.length() >= SHORTEST_TIMESTAMP_UNITS && text.charAt(SECONDS_COLON) == ':';
    try {
      if (hasSeconds) {
        return TimeArithmetic.timestamp(OffsetDateTime.parse(text).toInstant());
      }
    } catch (DateTimeException _) {
      return Faults.conversion(text, "a time such as 2026-01-31T12:00:00Z");
    }
    return Faults.conversion(text, "a time such as 2026-01-31T12:00:00Z");
  }

  private static CelValue toDuration(CelValue value) {
    return switch (value) {
      case CelValue.DurationValue duration -> duration;
      case CelValue.TextValue(var text) -> DurationText.parse(text);
      case CelValue other -> Faults.noFunction(Functions.DURATION, List.of(other));
    };
  }
}

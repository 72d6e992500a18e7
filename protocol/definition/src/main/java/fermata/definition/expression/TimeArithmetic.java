package fermata.definition.expression;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** The operators {@code +} and {@code -} for points and lengths of time, and the range of both. */
final class TimeArithmetic {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private TimeArithmetic() {}

  static CelValue apply(String operator, CelValue left, CelValue right) {
    try {
      return switch (operator) {
        case Operators.ADD -> sum(left, right);
        case Operators.SUBTRACT -> difference(left, right);
        default -> Faults.noOperator(operator, left, right);
      };
    } catch (ArithmeticException | DateTimeException _) {
      return Faults.timeRange();
    }
  }

  private static CelValue sum(CelValue left, CelValue right) {
    return switch (left) {
      case CelValue.TimestampValue(var point)
          when right instanceof CelValue.DurationValue(var length) ->
          timestamp(point.plus(length));
      case CelValue.DurationValue(var length)
          when right instanceof CelValue.TimestampValue(var point) ->
          timestamp(point.plus(length));
      case CelValue.DurationValue(var ours)
          when right instanceof CelValue.DurationValue(var theirs) ->
          duration(ours.plus(theirs));
      case CelValue _ -> Faults.noOperator(Operators.ADD, left, right);
    };
  }

  private static CelValue difference(CelValue left, CelValue right) {
    return switch (left) {
      case CelValue.TimestampValue(var ours)
          when right instanceof CelValue.TimestampValue(var theirs) ->
          duration(Duration.between(theirs, ours));
      case CelValue.TimestampValue(var point)
          when right instanceof CelValue.DurationValue(var length) ->
          timestamp(point.minus(length));
      case CelValue.DurationValue(var ours)
          when right instanceof CelValue.DurationValue(var theirs) ->
          duration(ours.minus(theirs));
      case CelValue _ -> Faults.noOperator(Operators.SUBTRACT, left, right);
    };
  }

  static CelValue timestamp(Instant instant) {
    boolean isInRange = !instant.isBefore(FIRST) && !instant.isAfter(LAST);
    return isInRange ? new CelValue.TimestampValue(instant) : Faults.timeRange();
  }

  static CelValue duration(Duration duration) {
    boolean isInRange = duration.abs().compareTo(LONGEST) <= 0;
    return isInRange ? new CelValue.DurationValue(duration) : Faults.timeRange();
  }
}

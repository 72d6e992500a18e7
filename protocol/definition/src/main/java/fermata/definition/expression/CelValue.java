package fermata.definition.expression;

import fermata.definition.text.Span;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value while an expression is evaluated. JSON knows neither the difference between integers and
 * other numbers nor times, and so is only the form at the border: see {@link JsonValues}.
 */
sealed interface CelValue {

  /** {@return how messages and {@code type} call the type of a value} */
  default String typeName() {
    return switch (this) {
      case NullValue _ -> "null_type";
      case BoolValue _ -> "bool";
      case IntValue _, HugeValue _ -> "int";
      case RealValue _ -> "double";
      case TextValue _ -> "string";
      case TimestampValue _ -> TypeNames.TIMESTAMP;
      case DurationValue _ -> TypeNames.DURATION;
      case ListValue _ -> "list";
      case MapValue _ -> "map";
      case KindValue _ -> "type";
      case Fault _ -> "error";
    };
  }

  record NullValue() implements CelValue {}

  record BoolValue(boolean value) implements CelValue {}

  record IntValue(long value) implements CelValue {}

  /** An integer of JSON beyond 64 bits: it can be passed on and compared, not computed with. */
  record HugeValue(BigInteger value) implements CelValue {}

  record RealValue(double value) implements CelValue {}

  record TextValue(String value) implements CelValue {}

  /** From year 1 to 9999. */
  record TimestampValue(Instant value) implements CelValue {}

  /** At most 2^63 nanoseconds, some 292 years. */
  record DurationValue(Duration value) implements CelValue {}

  record ListValue(List<CelValue> items) implements CelValue {}

  /** Keys are booleans, integers and texts, in the order of the source. */
  record MapValue(Map<CelValue, CelValue> entries) implements CelValue {}

  /** A type as a value. */
  record KindValue(String name) implements CelValue {}

  /**
   * No value, and why.
   *
   * @param wording makes the message: most faults are absorbed by {@code coalesce} or a decided
   *     {@code ||}, and the search for a similar name costs more than all else
   * @param span the failing part; null while only the caller knows it
   */
  record Fault(FailureKind kind, Supplier<String> wording, @Nullable Span span)
      implements CelValue {

    static Fault of(FailureKind kind, String message) {
      return new Fault(kind, () -> message, null);
    }

    String message() {
      return wording.get();
    }

    /** {@return this fault; at {@code place}, if it had none} */
    Fault at(Span place) {
      return span == null ? new Fault(kind, wording, place) : this;
    }
  }
}

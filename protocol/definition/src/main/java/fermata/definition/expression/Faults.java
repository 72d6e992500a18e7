package fermata.definition.expression;

import fermata.definition.text.Suggestions;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** What faults say. */
final class Faults {

  private static final int SHOWN_UNITS_MAX = 40;

  /** The most members among which a similar one is looked for. */
  static final int NAMES_MAX = 200;

  private Faults() {}

  static CelValue.Fault noOperator(String operator, CelValue left, CelValue right) {
    String types = typeOf(left) + " and " + typeOf(right);
    return type("'" + Operators.written(operator) + "' does not take " + types);
  }

  static CelValue.Fault noOperator(String operator, CelValue value) {
    return type("'" + Operators.written(operator) + "' does not take " + typeOf(value));
  }

  static CelValue.Fault noFunction(String function, List<CelValue> arguments) {
    String types = String.join(", ", arguments.stream().map(Faults::typeOf).toList());
    return type("'" + function + "' does not take (" + types + ")");
  }

  private static String typeOf(CelValue value) {
    return value instanceof CelValue.HugeValue ? "int beyond 64 bits" : value.typeName();
  }

  static CelValue.Fault notBool(String what, CelValue value) {
    return type(what + " is " + value.typeName() + " (expected: bool)");
  }

  static CelValue.Fault notText(String what, CelValue value) {
    return type(what + " is " + value.typeName() + " (expected: string)");
  }

  static CelValue.Fault noPart(long start, long end, int characterCount) {
    String expected = "0 to " + characterCount + ", the start not behind the end";
    return CelValue.Fault.of(
        FailureKind.UNSET,
        "no characters from " + start + " to " + end + " (expected: " + expected + ")");
  }

  static CelValue.Fault type(String message) {
    return CelValue.Fault.of(FailureKind.TYPE, message);
  }

  static CelValue.Fault overflow(String computation) {
    return CelValue.Fault.of(FailureKind.OVERFLOW, computation + " does not fit into 64 bits");
  }

  static CelValue.Fault timeRange() {
    return CelValue.Fault.of(
        FailureKind.OVERFLOW,
        "time is out of range (expected: years 1 to 9999, durations up to 292 years)");
  }

  static CelValue.Fault division(long dividend) {
    return CelValue.Fault.of(FailureKind.DIVISION, dividend + " is divided by zero");
  }

  static CelValue.Fault conversion(String text, String expected) {
    return CelValue.Fault.of(
        FailureKind.CONVERSION, "'" + shortened(text) + "' is not " + expected);
  }

  static CelValue.Fault noName(String name) {
    return CelValue.Fault.of(FailureKind.UNSET, "'" + name + "' has no value");
  }

  static CelValue.Fault noMember(String member, Supplier<Collection<String>> known) {
    Supplier<String> wording =
        () -> "no member '" + shortened(member) + "'" + Suggestions.hint(member, known.get());
    return new CelValue.Fault(FailureKind.UNSET, wording, null);
  }

  static CelValue.Fault noKey(String key) {
    return CelValue.Fault.of(FailureKind.UNSET, "no key " + key);
  }

  static CelValue.Fault noElement(long index, int size) {
    String wanted = size == 0 ? "the list is empty" : "expected: 0 to " + (size - 1);
    return CelValue.Fault.of(FailureKind.UNSET, "no element " + index + " (" + wanted + ")");
  }

  static String shortened(String text) {
    return text.length() <= SHOWN_UNITS_MAX ? text : text.substring(0, SHOWN_UNITS_MAX) + "…";
  }
}

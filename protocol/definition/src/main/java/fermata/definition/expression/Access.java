package fermata.definition.expression;

import java.util.List;
import java.util.Map;

/**
 * Members, elements and {@code in}. Not there is {@link FailureKind#UNSET}; a number without a
 * fraction is as good as an integer.
 */
final class Access {

  private Access() {}

  static CelValue member(CelValue operand, String member) {
    return switch (operand) {
      case CelValue.MapValue(var entries) -> member(entries, member);
      case CelValue.NullValue _ ->
          CelValue.Fault.of(FailureKind.UNSET, "no member '" + member + "' of null");
      case CelValue other ->
          Faults.type(other.typeName() + " has no members (asked for '" + member + "')");
    };
  }

  private static CelValue member(Map<CelValue, CelValue> entries, String member) {
    CelValue found = entries.get(CelValues.of(member));
    return found != null ? found : Faults.noMember(member, () -> names(entries));
  }

  private static List<String> names(Map<CelValue, CelValue> entries) {
    return entries.keySet().stream()
        .limit(Faults.NAMES_MAX)
        .map(key -> key instanceof CelValue.TextValue(var name) ? name : "")
        .filter(name -> !name.isEmpty())
        .toList();
  }

  static CelValue element(CelValue operand, CelValue key) {
    CelValue place = wholeNumber(key);
    return switch (operand) {
      case CelValue.ListValue(var items) when place instanceof CelValue.IntValue(var index) ->
          index < 0 || index >= items.size()
              ? Faults.noElement(index, items.size())
              : items.get((int) index);
      case CelValue.MapValue(var entries) when place instanceof CelValue.TextValue(var name) ->
          member(entries, name);
      case CelValue.MapValue(var entries) when isKey(place) -> {
        CelValue found = entries.get(place);
        yield found != null ? found : Faults.noKey(shown(place));
      }
      case CelValue.NullValue _ -> CelValue.Fault.of(FailureKind.UNSET, "no element of null");
      case CelValue other -> Faults.noOperator(Operators.INDEX, other, key);
    };
  }

  static CelValue in(CelValue wanted, CelValue container, Budget budget) {
    return switch (container) {
      case CelValue.ListValue(var items) -> {
        for (CelValue item : items) {
          if (Comparison.areEqual(item, wanted, budget) || budget.isSpent()) {
            yield CelValues.TRUE;
          }
        }
        yield CelValues.FALSE;
      }
      case CelValue.MapValue(var entries) -> CelValues.of(entries.containsKey(wholeNumber(wanted)));
      case CelValue other -> Faults.noOperator(Operators.IN, wanted, other);
    };
  }

  /** {@return the integer that a number without a fraction is; any other value as it is} */
  static CelValue wholeNumber(CelValue key) {
    boolean isWhole =
        key instanceof CelValue.RealValue(var number)
            && number == Math.rint(number)
            && Math.abs(number) < 0x1p63;
    return isWhole ? CelValues.of((long) ((CelValue.RealValue) key).value()) : key;
  }

  // A number with a fraction is a fine key that no map has.
  private static boolean isKey(CelValue value) {
    return value instanceof CelValue.IntValue
        || value instanceof CelValue.BoolValue
        || value instanceof CelValue.RealValue;
  }

  private static String shown(CelValue key) {
    return switch (key) {
      case CelValue.IntValue(var number) -> String.valueOf(number);
      case CelValue.BoolValue(var truth) -> String.valueOf(truth);
      case CelValue.RealValue(var number) -> String.valueOf(number);
      case CelValue other -> other.typeName();
    };
  }
}

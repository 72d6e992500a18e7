package fermata.definition.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The narrowest types of values. */
final class ValueTypes {

  private ValueTypes() {}

  static Type of(CelValue value) {
    return switch (value) {
      case CelValue.NullValue _ -> Types.NULL;
      case CelValue.BoolValue _ -> Types.BOOL;
      case CelValue.IntValue _, CelValue.HugeValue _ -> Types.INT;
      case CelValue.RealValue _ -> Types.DOUBLE;
      case CelValue.TextValue _ -> Types.TEXT;
      case CelValue.TimestampValue _ -> Types.TIMESTAMP;
      case CelValue.DurationValue _ -> Types.DURATION;
      case CelValue.KindValue _ -> Types.KIND;
      case CelValue.ListValue(var items) -> new Type.ListOf(ofAll(items));
      case CelValue.MapValue map -> ofMap(map);
      case CelValue.Fault _ -> Types.DYN;
    };
  }

  private static Type ofAll(Iterable<CelValue> items) {
    var types = new ArrayList<Type>();
    items.forEach(item -> types.add(of(item)));
    return Type.OneOf.of(types);
  }

  private static Type ofMap(CelValue.MapValue map) {
    var fields = new LinkedHashMap<String, Type>();
    for (var entry : map.entries().entrySet()) {
      if (!(entry.getKey() instanceof CelValue.TextValue(var name))) {
        return new Type.MapOf(ofAll(List.copyOf(map.entries().values())));
      }
      fields.put(name, of(entry.getValue()));
    }
    return new Type.Structure(fields, false);
  }
}

package fermata.definition.expression;

import java.util.ArrayList;
import java.util.stream.Collectors;

/** Types as messages write them, short enough for one line. */
final class TypeText {

  /** Structures inside more structures than this are not written out. */
  private static final int DEPTH_MAX = 2;

  private static final int FIELDS_MAX = 12;
  private static final int VALUES_MAX = 12;

  private TypeText() {}

  static String of(Type type) {
    return of(type, 0);
  }

  private static String of(Type type, int depth) {
    return switch (type) {
      case Type.Dyn _ -> "any";
      case Type.Null _ -> "null";
      case Type.Bool _ -> "bool";
      case Type.Int _ -> "int";
      case Type.Real _ -> "double";
      case Type.Timestamp _ -> "timestamp";
      case Type.Duration _ -> "duration";
      case Type.Kind _ -> "type";
      case Type.Text text -> ofText(text);
      case Type.ListOf(var element) -> "list(" + of(element, depth) + ")";
      case Type.MapOf(var value) -> "map(" + of(value, depth) + ")";
      case Type.Structure structure -> ofStructure(structure, depth + 1);
      case Type.OneOf choice -> ofChoice(choice, depth);
    };
  }

  private static String ofText(Type.Text text) {
    boolean isOpen = text.values().isEmpty() || text.values().size() > VALUES_MAX;
    return isOpen
        ? "string"
        : text.values().stream().map(value -> "'" + value + "'").collect(Collectors.joining(" | "));
  }

  private static String ofStructure(Type.Structure structure, int depth) {
    if (depth > DEPTH_MAX) {
      return "{…}";
    }
    var shown = new ArrayList<String>();
    structure.fields().entrySet().stream()
        .limit(FIELDS_MAX)
        .forEach(field -> shown.add(field.getKey() + ": " + of(field.getValue(), depth)));
    if (structure.isOpen() || structure.fields().size() > FIELDS_MAX) {
      shown.add("…");
    }
    return "{" + String.join(", ", shown) + "}";
  }

  private static String ofChoice(Type.OneOf choice, int depth) {
    return choice.equals(Types.NUMBER)
        ? "number"
        : choice.choices().stream()
            .map(part -> of(part, depth))
            .collect(Collectors.joining(" or "));
  }
}

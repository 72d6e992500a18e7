package fermata.definition.expression;

import java.util.Map;

/** Whether one type, which is not a choice, fits another. */
final class TypeMatch {

  private TypeMatch() {}

  static boolean fits(Type expected, Type actual) {
    if (actual instanceof Type.Dyn) {
      return true;
    }
    return switch (expected) {
      case Type.Dyn _ -> true;
      case Type.Null _, Type.Bool _, Type.Int _, Type.Real _ -> expected.equals(actual);
      case Type.Timestamp _, Type.Duration _, Type.Kind _ -> expected.equals(actual);
      case Type.Text ours -> actual instanceof Type.Text theirs && !ours.isDisjoint(theirs);
      case Type.ListOf ours ->
          actual instanceof Type.ListOf theirs && ours.element().accepts(theirs.element());
      case Type.MapOf ours -> fitsMap(ours, actual);
      case Type.Structure ours -> fitsStructure(ours, actual);
      case Type.OneOf ours -> ours.accepts(actual);
    };
  }

  private static boolean fitsMap(Type.MapOf ours, Type actual) {
    return switch (actual) {
      case Type.MapOf theirs -> ours.value().accepts(theirs.value());
      case Type.Structure theirs ->
          theirs.fields().values().stream().allMatch(ours.value()::accepts);
      case Type _ -> false;
    };
  }

  private static boolean fitsStructure(Type.Structure ours, Type actual) {
    return switch (actual) {
      case Type.MapOf theirs ->
          ours.fields().values().stream().allMatch(field -> field.accepts(theirs.value()));
      case Type.Structure theirs ->
          fieldsFit(ours, theirs) && (ours.isOpen() || within(theirs, ours));
      case Type _ -> false;
    };
  }

  // A member that the other does not have may still be optional here, which types do not say.
  private static boolean fieldsFit(Type.Structure ours, Type.Structure theirs) {
    for (Map.Entry<String, Type> field : ours.fields().entrySet()) {
      Type given = theirs.fields().get(field.getKey());
      if (given != null && !field.getValue().accepts(given)) {
        return false;
      }
    }
    return true;
  }

  private static boolean within(Type.Structure theirs, Type.Structure ours) {
    return ours.fields().keySet().containsAll(theirs.fields().keySet());
  }
}

package fermata.definition.expression;

import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The types of operators that take two values, of the sign, and of element access. */
final class OperatorRules {

  private static final Type MEMBERS = Type.OneOf.of(List.of(Types.TEXT, Types.BOOL, Types.NUMBER));

  private final TypeRules rules;

  OperatorRules(TypeRules rules) {
    this.rules = rules;
  }

  Type typeOf(ExpressionTree.Call call, List<Type> types) {
    Type left = types.getFirst();
    Type right = types.getLast();
    return switch (call.function()) {
      case Operators.EQUAL, Operators.NOT_EQUAL -> equality(call, left, right);
      case Operators.LESS, Operators.LESS_OR_EQUAL, Operators.GREATER, Operators.GREATER_OR_EQUAL ->
          order(call, left, right);
      case Operators.IN -> membership(call, left, right);
      case Operators.INDEX -> element(call, left, right);
      case Operators.NEGATE -> sign(call, left);
      default -> arithmetic(call, left, right);
    };
  }

  private Type equality(ExpressionTree.Call call, Type left, Type right) {
    if (!areComparable(left, right)) {
      rules.report(
          ExpressionProblems.INCOMPARABLE,
          call.span(),
          "comparing " + left + " with " + right + " (expected: the same type on both sides)");
    } else {
      neverEqual(call, left, right);
    }
    return Types.BOOL;
  }

  // Comparing with null asks whether a value is there, whatever the schema says of it.
  private static boolean areComparable(Type left, Type right) {
    for (Type ours : left.alternatives()) {
      for (Type theirs : right.alternatives()) {
        boolean isNull = ours.equals(Types.NULL) || theirs.equals(Types.NULL);
        if (isNull || areAlike(ours, theirs)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean areAlike(Type left, Type right) {
    boolean areNumbers = isNumber(left) && isNumber(right);
    boolean areTexts = left instanceof Type.Text && right instanceof Type.Text;
    boolean areObjects = isObject(left) && isObject(right);
    if (left instanceof Type.ListOf(var ours) && right instanceof Type.ListOf(var theirs)) {
      return areComparable(ours, theirs);
    }
    return areNumbers || areTexts || areObjects || left.accepts(right) || right.accepts(left);
  }

  private static boolean isNumber(Type type) {
    return type.equals(Types.INT) || type.equals(Types.DOUBLE);
  }

  private static boolean isObject(Type type) {
    return type instanceof Type.MapOf || type instanceof Type.Structure;
  }

  private void neverEqual(ExpressionTree.Call call, Type left, Type right) {
    if (left instanceof Type.Text ours
        && right instanceof Type.Text theirs
        && ours.isDisjoint(theirs)) {
      ExpressionTree last = call.arguments().getLast();
      ExpressionTree first = call.arguments().getFirst();
      if (TypeRules.isText(last)) {
        neverIs(last.span(), theirs.values().getFirst(), ours.values());
      } else if (TypeRules.isText(first)) {
        neverIs(first.span(), ours.values().getFirst(), theirs.values());
      } else {
        rules.report(
            ExpressionProblems.NEVER_EQUAL, call.span(), left + " is never equal to " + right);
      }
    }
  }

  private void neverIs(Span literal, String value, List<String> values) {
    String message = "the other side is never '" + value + "'";
    var written = new Written(literal, value, ExpressionPrinter::quoted);
    rules.report(written.problem(ExpressionProblems.NEVER_EQUAL, message, values));
  }

  private Type order(ExpressionTree.Call call, Type left, Type right) {
    for (Type ours : left.alternatives()) {
      for (Type theirs : right.alternatives()) {
        if (areOrdered(ours, theirs)) {
          return Types.BOOL;
        }
      }
    }
    rules.report(
        ExpressionProblems.INCOMPARABLE,
        call.span(),
        "'" + Operators.written(call.function()) + "' does not order " + left + " and " + right);
    return Types.BOOL;
  }

  private static boolean areOrdered(Type left, Type right) {
    return switch (left) {
      case Type.Dyn _ -> right instanceof Type.Dyn || areOrdered(right, right);
      case Type.Int _, Type.Real _ -> isNumber(right) || right instanceof Type.Dyn;
      case Type.Text _ -> right instanceof Type.Text || right instanceof Type.Dyn;
      case Type.Bool _, Type.Timestamp _, Type.Duration _ ->
          right.equals(left) || right instanceof Type.Dyn;
      case Type.Null _, Type.Kind _, Type.ListOf _, Type.MapOf _ -> false;
      case Type.Structure _, Type.OneOf _ -> false;
    };
  }

  private Type membership(ExpressionTree.Call call, Type wanted, Type container) {
    boolean isPossible = false;
    for (Type alternative : container.alternatives()) {
      isPossible |=
          switch (alternative) {
            case Type.ListOf(var element) -> areComparable(wanted, element);
            case Type.MapOf _, Type.Structure _ -> MEMBERS.accepts(wanted);
            case Type.Dyn _ -> true;
            case Type _ -> false;
          };
    }
    if (!isPossible) {
      rules.report(
          ExpressionProblems.INCOMPARABLE,
          call.span(),
          "'in' does not look for " + wanted + " in " + container);
    } else if (container instanceof Type.ListOf(var element)) {
      neverIn(call, wanted, element);
    }
    return Types.BOOL;
  }

  private void neverIn(ExpressionTree.Call call, Type wanted, Type element) {
    if (!(wanted instanceof Type.Text ours) || !(element instanceof Type.Text theirs)) {
      return;
    }
    if (TypeRules.isText(call.arguments().getFirst()) && ours.isDisjoint(theirs)) {
      neverIs(call.arguments().getFirst().span(), ours.values().getFirst(), theirs.values());
    } else if (call.arguments().getLast() instanceof ExpressionTree.ListLiteral(_, var items)) {
      for (ExpressionTree item : items) {
        if (TypeRules.isText(item) && !ours.values().isEmpty()) {
          neverOneOf(item, ours);
        }
      }
    }
  }

  private void neverOneOf(ExpressionTree item, Type.Text wanted) {
    String value = TypeRules.textOf(item);
    if (!wanted.values().contains(value)) {
      neverIs(item.span(), value, wanted.values());
    }
  }

  private Type element(ExpressionTree.Call call, Type operand, Type key) {
    ExpressionTree keyTree = call.arguments().getLast();
    var found = new ArrayList<Type>();
    for (Type alternative : operand.alternatives()) {
      switch (alternative) {
        case Type.Dyn _ -> found.add(Types.DYN);
        case Type.ListOf(var element) when Types.NUMBER.accepts(key) -> found.add(element);
        case Type.MapOf(var value) when MEMBERS.accepts(key) -> found.add(value);
        case Type.Structure structure when Types.TEXT.accepts(key) ->
            found.add(field(structure, keyTree));
        case Type _ -> {}
      }
    }
    if (found.isEmpty()) {
      rules.report(
          ExpressionProblems.ARGUMENT_TYPE, keyTree.span(), operand + " has no elements by " + key);
    }
    return Type.OneOf.of(found);
  }

  private Type field(Type.Structure structure, ExpressionTree key) {
    if (TypeRules.isText(key)) {
      return new MemberRules(rules).typeOf(structure, key);
    }
    return structure.isOpen() ? Types.DYN : Type.OneOf.of(List.copyOf(structure.fields().values()));
  }

  private Type sign(ExpressionTree.Call call, Type operand) {
    if (!Types.NUMBER.accepts(operand)) {
      rules.report(
          ExpressionProblems.ARGUMENT_TYPE,
          call.arguments().getFirst().span(),
          "'-' does not take " + operand + " (expected: a number)");
      return Types.NUMBER;
    }
    return operand;
  }

  private Type arithmetic(ExpressionTree.Call call, Type left, Type right) {
    if (left instanceof Type.Dyn && right instanceof Type.Dyn) {
      return Types.DYN;
    }
    var results = new ArrayList<Type>();
    for (Type ours : left.alternatives()) {
      for (Type theirs : right.alternatives()) {
        results.addAll(ArithmeticTypes.results(call.function(), ours, theirs));
      }
    }
    if (results.isEmpty()) {
      noOperator(call, left, right);
    }
    return Type.OneOf.of(results);
  }

  private void noOperator(ExpressionTree.Call call, Type left, Type right) {
    String message =
        "'" + Operators.written(call.function()) + "' does not take " + left + " and " + right;
    boolean joinsText = call.function().equals(Operators.ADD) && isText(left) != isText(right);
    Optional<String> remedy =
        joinsText ? Optional.of(" (expected: two strings; string(x) makes one)") : Optional.empty();
    rules.report(ExpressionProblems.ARGUMENT_TYPE, call.span(), message + remedy.orElse(""));
  }

  private static boolean isText(Type type) {
    return type instanceof Type.Text;
  }
}

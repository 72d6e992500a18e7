package fermata.definition.assist;

import fermata.definition.expression.Expression;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.ExpressionTrees;
import fermata.definition.expression.Type;
import fermata.definition.expression.TypeChecker;
import fermata.definition.expression.TypeScope;
import fermata.definition.expression.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds a part of an expression, with the names that are in scope there and the type that is
 * expected of it.
 *
 * @param wanted whether a node is the part, or has it in its own name
 */
record ExpressionWalk(Predicate<ExpressionTree> wanted) {

  // CEL's names of the operators whose sides belong together.
  private static final String EQUAL = "_==_";
  private static final String NOT_EQUAL = "_!=_";
  private static final String IN = "@in";
  private static final String INDEX = "_[_]";

  /**
   * A part of an expression.
   *
   * @param expected what the other side of a comparison is; any type where nothing is expected
   */
  record Part(ExpressionTree tree, TypeScope scope, Type expected) {}

  /** {@return the innermost part that is wanted} */
  Optional<Part> find(Part from) {
    Optional<Part> inner =
        children(from).stream().flatMap(child -> find(child).stream()).findFirst();
    return inner.isPresent() || !wanted.test(from.tree()) ? inner : Optional.of(from);
  }

  private static List<Part> children(Part from) {
    return switch (from.tree()) {
      case ExpressionTree.Call call -> arguments(call, from.scope());
      case ExpressionTree.Macro macro -> bodies(macro, from.scope());
      case ExpressionTree.ListLiteral list ->
          list.items().stream().map(item -> new Part(item, from.scope(), from.expected())).toList();
      case ExpressionTree other ->
          ExpressionTrees.children(other).stream()
              .map(child -> new Part(child, from.scope(), Types.DYN))
              .toList();
    };
  }

  private static List<Part> arguments(ExpressionTree.Call call, TypeScope scope) {
    var parts = new ArrayList<Part>();
    List<ExpressionTree> arguments = call.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      parts.add(new Part(arguments.get(i), scope, expected(call, i, scope)));
    }
    return parts;
  }

  private static Type expected(ExpressionTree.Call call, int index, TypeScope scope) {
    if (call.arguments().size() != 2) {
      return Types.DYN;
    }
    Type other = typeOf(call.arguments().get(1 - index), scope);
    return switch (call.function()) {
      case EQUAL, NOT_EQUAL -> other;
      case IN -> index == 0 ? elementOf(other) : other;
      case INDEX -> index == 1 ? keysOf(other) : Types.DYN;
      default -> Types.DYN;
    };
  }

  private static Type keysOf(Type type) {
    return type instanceof Type.Structure structure
        ? new Type.Text(List.copyOf(structure.fields().keySet()))
        : Types.DYN;
  }

  private static List<Part> bodies(ExpressionTree.Macro macro, TypeScope scope) {
    var parts = new ArrayList<Part>();
    parts.add(new Part(macro.range(), scope, Types.DYN));
    TypeScope inner = scope;
    if (!macro.variable().isEmpty()) {
      inner = scope.with(macro.variable(), elementOf(typeOf(macro.range(), scope)));
    }
    for (ExpressionTree body : macro.bodies()) {
      parts.add(new Part(body, inner, Types.DYN));
    }
    return parts;
  }

  private static Type elementOf(Type range) {
    return switch (range) {
      case Type.ListOf(var element) -> element;
      case Type.Structure structure -> keysOf(structure);
      case Type _ -> Types.DYN;
    };
  }

  /** {@return the type of a part; any where it has mistakes} */
  static Type typeOf(ExpressionTree tree, TypeScope scope) {
    return TypeChecker.check(new Expression("", "", tree), scope).value();
  }

  static TypeScope nothing() {
    return new TypeScope(new LinkedHashMap<>());
  }
}

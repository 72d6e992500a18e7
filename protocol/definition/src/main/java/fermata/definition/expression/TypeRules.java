package fermata.definition.expression;

import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The type of each kind of node, and what is wrong with it. Confined to one check.
 *
 * <p>Recursion is as deep as the tree, which the parser limits.
 */
final class TypeRules {

  private static final Type KEY =
      Type.OneOf.of(List.of(Types.TEXT, Types.INT, Types.DOUBLE, Types.BOOL));

  private final List<Problem> problems = new ArrayList<>();

  List<Problem> problems() {
    return problems;
  }

  void report(ProblemCode code, Span span, String message) {
    problems.add(Problem.of(code, span, message));
  }

  void report(Problem problem) {
    problems.add(problem);
  }

  Type typeOf(ExpressionTree tree, TypeScope scope) {
    return switch (tree) {
      case ExpressionTree.Literal literal -> ofLiteral(literal);
      case ExpressionTree.Name(var span, var name) -> ofName(span, name, scope);
      case ExpressionTree.Member member -> ofMember(member, scope);
      case ExpressionTree.Call call -> new CallRules(this, scope).typeOf(call);
      case ExpressionTree.Has has -> ofHas(has, scope);
      case ExpressionTree.Macro macro -> ofMacro(macro, scope);
      case ExpressionTree.ListLiteral list -> ofList(list, scope);
      case ExpressionTree.MapLiteral map -> ofMap(map, scope);
      case ExpressionTree.Missing _ -> Types.DYN;
    };
  }

  /** {@return the type, after a problem unless it may be a truth value} */
  Type condition(ExpressionTree tree, TypeScope scope) {
    Type type = typeOf(tree, scope);
    if (!Types.BOOL.accepts(type)) {
      report(
          ExpressionProblems.NOT_A_CONDITION,
          tree.span(),
          "condition is " + type + " (expected: bool)");
    }
    return type;
  }

  private static Type ofLiteral(ExpressionTree.Literal literal) {
    return switch (literal.kind()) {
      case NULL -> Types.NULL;
      case BOOL -> Types.BOOL;
      case INT -> Types.INT;
      case DOUBLE -> Types.DOUBLE;
      case STRING -> new Type.Text(List.of(literal.value().textValue()));
    };
  }

  private Type ofName(Span span, String name, TypeScope scope) {
    Type type = scope.names().get(name);
    if (type != null) {
      return type;
    }
    if (TypeNames.isType(name)) {
      return Types.KIND;
    }
    unknown(ExpressionProblems.UNKNOWN_NAME, span, "unknown name", name, scope.names().keySet());
    return Types.DYN;
  }

  /** Reports a name that is not there, with the near ones as fixes. */
  void unknown(ProblemCode code, Span span, String message, String name, Collection<String> known) {
    var written = new Written(span, name, UnaryOperator.identity());
    report(written.problem(code, message + " '" + name + "'", known));
  }

  private Type ofHas(ExpressionTree.Has has, TypeScope scope) {
    typeOf(has.member(), scope);
    return Types.BOOL;
  }

  private Type ofMember(ExpressionTree.Member member, TypeScope scope) {
    if (TypeNames.isType(member) && !scope.names().containsKey("google")) {
      return Types.KIND;
    }
    Type operand = typeOf(member.operand(), scope);
    return member.member().isEmpty() ? Types.DYN : new MemberRules(this).typeOf(operand, member);
  }

  private Type ofList(ExpressionTree.ListLiteral list, TypeScope scope) {
    var elements = list.items().stream().map(item -> typeOf(item, scope)).toList();
    return new Type.ListOf(Type.OneOf.of(elements));
  }

  private Type ofMap(ExpressionTree.MapLiteral map, TypeScope scope) {
    var fields = new LinkedHashMap<String, Type>();
    var values = new ArrayList<Type>();
    for (int i = 0; i < map.keys().size(); i++) {
      ExpressionTree key = map.keys().get(i);
      Type keyType = typeOf(key, scope);
      Type value = typeOf(map.values().get(i), scope);
      values.add(value);
      if (!KEY.accepts(keyType)) {
        report(
            ExpressionProblems.ARGUMENT_TYPE,
            key.span(),
            "key is " + keyType + " (expected: string, int or bool)");
      }
      if (isText(key) && fields.put(textOf(key), value) != null) {
        report(
            ExpressionProblems.BAD_CONSTANT,
            key.span(),
            "key '" + textOf(key) + "' is there twice");
      }
    }
    // Open, because has() may ask a literal for anything.
    boolean isStructure = map.keys().stream().allMatch(TypeRules::isText);
    return isStructure ? new Type.Structure(fields, true) : new Type.MapOf(Type.OneOf.of(values));
  }

  static boolean isText(ExpressionTree tree) {
    return tree instanceof ExpressionTree.Literal(_, _, var kind)
        && kind == ExpressionTree.LiteralKind.STRING;
  }

  static String textOf(ExpressionTree literal) {
    return ((ExpressionTree.Literal) literal).value().textValue();
  }

  private Type ofMacro(ExpressionTree.Macro macro, TypeScope scope) {
    Type range = typeOf(macro.range(), scope);
    Type element = elementOf(macro, range);
    TypeScope inner = scope.with(macro.variable(), element);
    List<ExpressionTree> bodies = macro.bodies();
    boolean isMap = macro.name().equals(Macros.MAP);
    int conditionCount = isMap ? bodies.size() - 1 : bodies.size();
    bodies.subList(0, conditionCount).forEach(body -> condition(body, inner));
    return switch (macro.name()) {
      case Macros.MAP -> new Type.ListOf(typeOf(bodies.getLast(), inner));
      case Macros.FILTER -> new Type.ListOf(element);
      default -> Types.BOOL;
    };
  }

  private Type elementOf(ExpressionTree.Macro macro, Type range) {
    var elements = new ArrayList<Type>();
    for (Type alternative : range.alternatives()) {
      switch (alternative) {
        case Type.ListOf(var element) -> elements.add(element);
        case Type.Structure _ -> elements.add(Types.TEXT);
        // The keys of a map of an expression may be numbers too.
        case Type.Dyn _, Type.MapOf _ -> elements.add(Types.DYN);
        case Type _ -> {}
      }
    }
    if (elements.isEmpty()) {
      report(
          ExpressionProblems.ARGUMENT_TYPE,
          macro.range().span(),
          "'" + macro.name() + "' goes through " + range + " (expected: a list or a map)");
    }
    return Type.OneOf.of(elements);
  }
}

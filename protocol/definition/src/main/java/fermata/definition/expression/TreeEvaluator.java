package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tree once, with the values of its names and a budget.
 *
 * <p>A fault is a value that every function hands on; only {@code && || ?: all exists has coalesce}
 * look at it, as CEL says. Recursion is as deep as the tree, which the parser limits. Confined to
 * one thread.
 *
 * <p>CEL language definition, sections Logical Operators and Macros.
 */
final class TreeEvaluator {

  private final ValueScope scope;
  private final Budget budget;

  TreeEvaluator(ValueScope scope, Budget budget) {
    this.scope = scope;
    this.budget = budget;
  }

  /** A variable of a macro, and those around it. */
  private record Locals(String name, CelValue value, @Nullable Locals outer) {}

  CelValue evaluate(ExpressionTree tree) {
    return evaluate(tree, null);
  }

  private CelValue evaluate(ExpressionTree tree, @Nullable Locals locals) {
    if (!budget.spend(1)) {
      return Budget.fault().at(tree.span());
    }
    CelValue value = valueOf(tree, locals);
    if (budget.isSpent()) {
      return Budget.fault().at(tree.span());
    }
    return value instanceof CelValue.Fault fault ? fault.at(placeOf(tree)) : value;
  }

  private static Span placeOf(ExpressionTree tree) {
    return tree instanceof ExpressionTree.Member member ? member.memberSpan() : tree.span();
  }

  private CelValue valueOf(ExpressionTree tree, @Nullable Locals locals) {
    return switch (tree) {
      case ExpressionTree.Literal literal -> JsonValues.ofJson(literal.value());
      case ExpressionTree.Name(_, var name) -> name(name, locals);
      case ExpressionTree.Member member -> member(member, locals);
      case ExpressionTree.Call call -> call(call, locals);
      case ExpressionTree.Has has -> has(has.member(), locals);
      case ExpressionTree.Macro macro -> macro(macro, locals);
      case ExpressionTree.ListLiteral list -> list(list, locals);
      case ExpressionTree.MapLiteral map -> map(map, locals);
      case ExpressionTree.Missing _ ->
          CelValue.Fault.of(FailureKind.SYNTAX, "expression is not complete");
    };
  }

  private CelValue name(String name, @Nullable Locals locals) {
    for (Locals local = locals; local != null; local = local.outer()) {
      if (local.name().equals(name)) {
        return local.value();
      }
    }
    Optional<JsonNode> value = scope.find(name);
    if (value.isPresent()) {
      return JsonValues.ofJson(value.get());
    }
    return TypeNames.isType(name) ? new CelValue.KindValue(name) : Faults.noName(name);
  }

  private CelValue member(ExpressionTree.Member member, @Nullable Locals locals) {
    CelValue operand = evaluate(member.operand(), locals);
    if (operand instanceof CelValue.Fault fault) {
      boolean isTypeName = fault.kind() == FailureKind.UNSET && TypeNames.isType(member);
      return isTypeName ? new CelValue.KindValue(TypeNames.qualified(member)) : fault;
    }
    return member.member().isEmpty()
        ? CelValue.Fault.of(FailureKind.SYNTAX, "expression is not complete")
        : Access.member(operand, member.member());
  }

  // A path ends where something on the way is unset: has(a.b.c) is false without b. CEL faults
  // there; but outputs of a node that has not run are asked for just so.
  private CelValue has(ExpressionTree.Member member, @Nullable Locals locals) {
    CelValue operand = evaluate(member.operand(), locals);
    return switch (operand) {
      case CelValue.Fault fault when fault.kind() == FailureKind.UNSET -> CelValues.FALSE;
      case CelValue.Fault fault -> fault;
      case CelValue.NullValue _ -> CelValues.FALSE;
      case CelValue.MapValue(var entries) ->
          CelValues.of(entries.containsKey(CelValues.of(member.member())));
      case CelValue other -> Faults.type("has() looks into " + other.typeName() + ", not a map");
    };
  }

  private CelValue call(ExpressionTree.Call call, @Nullable Locals locals) {
    List<ExpressionTree> arguments = call.arguments();
    return switch (call.function()) {
      case Operators.AND -> logic(arguments, locals, CelValues.FALSE, CelValues.TRUE);
      case Operators.OR -> logic(arguments, locals, CelValues.TRUE, CelValues.FALSE);
      case Operators.CONDITIONAL -> conditional(arguments, locals);
      case Functions.COALESCE ->
          call.isMethod() ? strict(call, locals) : coalesce(arguments, locals);
      default -> strict(call, locals);
    };
  }

  // Either operand alone may decide, even when the other one is a fault.
  private CelValue logic(
      List<ExpressionTree> operands, @Nullable Locals locals, CelValue deciding, CelValue neutral) {
    CelValue left = operand(operands.getFirst(), locals);
    if (left.equals(deciding)) {
      return deciding;
    }
    CelValue right = operand(operands.getLast(), locals);
    if (right.equals(deciding)) {
      return deciding;
    }
    return left.equals(neutral) ? right : left;
  }

  /** {@return one of the two truth constants, or a fault} */
  private CelValue operand(ExpressionTree tree, @Nullable Locals locals) {
    CelValue value = evaluate(tree, locals);
    return switch (value) {
      case CelValue.BoolValue(var truth) -> CelValues.of(truth);
      case CelValue.Fault fault -> fault;
      case CelValue other -> Faults.notBool("condition", other).at(tree.span());
    };
  }

  private CelValue conditional(List<ExpressionTree> arguments, @Nullable Locals locals) {
    CelValue condition = operand(arguments.getFirst(), locals);
    if (condition instanceof CelValue.Fault) {
      return condition;
    }
    return evaluate(arguments.get(condition.equals(CelValues.TRUE) ? 1 : 2), locals);
  }

  private CelValue coalesce(List<ExpressionTree> arguments, @Nullable Locals locals) {
    CelValue last = CelValues.NULL;
    for (ExpressionTree argument : arguments) {
      last = evaluate(argument, locals);
      boolean isUnset = last instanceof CelValue.Fault(var kind, _, _) && kind == FailureKind.UNSET;
      if (!isUnset && !(last instanceof CelValue.NullValue)) {
        return last;
      }
    }
    return last;
  }

  private CelValue strict(ExpressionTree.Call call, @Nullable Locals locals) {
    var arguments = new ArrayList<CelValue>(call.arguments().size());
    for (ExpressionTree argument : call.arguments()) {
      CelValue value = evaluate(argument, locals);
      if (value instanceof CelValue.Fault) {
        return value;
      }
      if (value instanceof CelValue.TextValue(var text)) {
        budget.spendText(text.length());
      }
      arguments.add(value);
    }
    return budget.isSpent() ? Budget.fault() : Calls.apply(call, arguments, budget);
  }

  private CelValue list(ExpressionTree.ListLiteral list, @Nullable Locals locals) {
    var items = new ArrayList<CelValue>(list.items().size());
    for (ExpressionTree item : list.items()) {
      CelValue value = evaluate(item, locals);
      if (value instanceof CelValue.Fault) {
        return value;
      }
      items.add(value);
    }
    return new CelValue.ListValue(items);
  }

  private CelValue map(ExpressionTree.MapLiteral map, @Nullable Locals locals) {
    var entries = new LinkedHashMap<CelValue, CelValue>();
    for (int i = 0; i < map.keys().size(); i++) {
      CelValue key = evaluate(map.keys().get(i), locals);
      CelValue value = key instanceof CelValue.Fault ? key : evaluate(map.values().get(i), locals);
      if (key instanceof CelValue.TextValue(var text)) {
        budget.spendText(text.length());
      }
      CelValue.Fault fault = value instanceof CelValue.Fault failed ? failed : keyFault(key);
      if (fault != null) {
        return fault.at(map.keys().get(i).span());
      }
      if (entries.put(key, value) != null) {
        return CelValue.Fault.of(FailureKind.DUPLICATE, "map has a key twice")
            .at(map.keys().get(i).span());
      }
    }
    return new CelValue.MapValue(entries);
  }

  private static CelValue.@Nullable Fault keyFault(CelValue key) {
    return switch (key) {
      case CelValue.TextValue _, CelValue.IntValue _, CelValue.BoolValue _ -> null;
      case CelValue other ->
          Faults.type("key is " + other.typeName() + " (expected: string, int or bool)");
    };
  }

  private CelValue macro(ExpressionTree.Macro macro, @Nullable Locals locals) {
    CelValue range = evaluate(macro.range(), locals);
    Iterable<CelValue> items =
        switch (range) {
          case CelValue.ListValue(var values) -> values;
          case CelValue.MapValue(var entries) -> entries.keySet();
          case CelValue _ -> List.of();
        };
    if (range instanceof CelValue.Fault) {
      return range;
    }
    if (!(range instanceof CelValue.ListValue) && !(range instanceof CelValue.MapValue)) {
      String message = "'" + macro.name() + "' goes through " + range.typeName();
      return Faults.type(message + " (expected: a list or a map)").at(macro.range().span());
    }
    return switch (macro.name()) {
      case Macros.ALL -> quantifier(macro, items, locals, CelValues.FALSE);
      case Macros.EXISTS -> quantifier(macro, items, locals, CelValues.TRUE);
      case Macros.EXISTS_ONE -> existsOne(macro, items, locals);
      default -> selection(macro, items, locals);
    };
  }

  private CelValue quantifier(
      ExpressionTree.Macro macro,
      Iterable<CelValue> items,
      @Nullable Locals locals,
      CelValue deciding) {
    CelValue undecided = deciding.equals(CelValues.TRUE) ? CelValues.FALSE : CelValues.TRUE;
    for (CelValue item : items) {
      var inner = new Locals(macro.variable(), item, locals);
      CelValue verdict = operand(macro.bodies().getLast(), inner);
      if (verdict.equals(deciding) || budget.isSpent()) {
        return verdict;
      }
      boolean isFirstFault =
          verdict instanceof CelValue.Fault && !(undecided instanceof CelValue.Fault);
      undecided = isFirstFault ? verdict : undecided;
    }
    return undecided;
  }

  private CelValue existsOne(
      ExpressionTree.Macro macro, Iterable<CelValue> items, @Nullable Locals locals) {
    int foundCount = 0;
    for (CelValue item : items) {
      var inner = new Locals(macro.variable(), item, locals);
      CelValue verdict = operand(macro.bodies().getLast(), inner);
      if (verdict instanceof CelValue.Fault) {
        return verdict;
      }
      foundCount += verdict.equals(CelValues.TRUE) ? 1 : 0;
    }
    return CelValues.of(foundCount == 1);
  }

  /** {@code map} and {@code filter}: chooses by a condition, if there is one, and transforms. */
  private CelValue selection(
      ExpressionTree.Macro macro, Iterable<CelValue> items, @Nullable Locals locals) {
    boolean isFilter = macro.name().equals(Macros.FILTER);
    boolean hasCondition = isFilter || macro.bodies().size() > 1;
    var chosen = new ArrayList<CelValue>();
    for (CelValue item : items) {
      var inner = new Locals(macro.variable(), item, locals);
      CelValue verdict = hasCondition ? operand(macro.bodies().getFirst(), inner) : CelValues.TRUE;
      CelValue result =
          verdict.equals(CelValues.TRUE) && !isFilter
              ? evaluate(macro.bodies().getLast(), inner)
              : item;
      if (verdict instanceof CelValue.Fault || result instanceof CelValue.Fault) {
        return verdict instanceof CelValue.Fault ? verdict : result;
      }
      if (verdict.equals(CelValues.TRUE)) {
        chosen.add(result);
      }
    }
    return new CelValue.ListValue(chosen);
  }
}

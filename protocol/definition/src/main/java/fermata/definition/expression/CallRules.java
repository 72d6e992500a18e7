package fermata.definition.expression;

import fermata.definition.expression.Functions.Function;
import fermata.definition.expression.Functions.Signature;
import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of calls: operators by {@link OperatorRules}, functions by their table. */
final class CallRules {

  private final TypeRules rules;
  private final TypeScope scope;

  CallRules(TypeRules rules, TypeScope scope) {
    this.rules = rules;
    this.scope = scope;
  }

  Type typeOf(ExpressionTree.Call call) {
    return switch (call.function()) {
      case Operators.AND, Operators.OR, Operators.NOT -> {
        call.arguments().forEach(argument -> rules.condition(argument, scope));
        yield Types.BOOL;
      }
      case Operators.CONDITIONAL -> conditional(call.arguments());
      case String function -> {
        List<Type> types = typesOf(call.arguments());
        yield Operators.isOperator(function)
            ? new OperatorRules(rules).typeOf(call, types)
            : function(call, types);
      }
    };
  }

  private List<Type> typesOf(List<ExpressionTree> arguments) {
    return arguments.stream().map(argument -> rules.typeOf(argument, scope)).toList();
  }

  private Type conditional(List<ExpressionTree> arguments) {
    rules.condition(arguments.getFirst(), scope);
    return Type.OneOf.of(typesOf(arguments.subList(1, arguments.size())));
  }

  private Type function(ExpressionTree.Call call, List<Type> types) {
    Optional<Function> function = Functions.find(call.function());
    if (function.isEmpty()) {
      unknownFunction(call);
      return Types.DYN;
    }
    List<Signature> formed =
        function.get().signatures().stream()
            .filter(signature -> signature.isMethod() == call.isMethod())
            .toList();
    if (formed.isEmpty()) {
      rules.report(
          ExpressionProblems.UNKNOWN_FUNCTION,
          call.functionSpan(),
          "'" + call.function() + "' is called as " + function.get().written());
      return Types.DYN;
    }
    return ofSignatures(call, types, formed);
  }

  private void unknownFunction(ExpressionTree.Call call) {
    var known =
        Functions.all().stream()
            .filter(function -> isCallable(function, call.isMethod()))
            .map(Function::name)
            .toList();
    String message = call.isMethod() ? "unknown method" : "unknown function";
    rules.unknown(
        ExpressionProblems.UNKNOWN_FUNCTION, call.functionSpan(), message, call.function(), known);
  }

  private static boolean isCallable(Function function, boolean isMethod) {
    return function.signatures().stream().anyMatch(one -> one.isMethod() == isMethod);
  }

  private Type ofSignatures(
      ExpressionTree.Call call, List<Type> types, List<Signature> signatures) {
    var counted = signatures.stream().filter(signature -> signature.takes(types.size())).toList();
    if (counted.isEmpty()) {
      argumentCount(call, signatures.getFirst());
      return resultOf(signatures);
    }
    var fitting = counted.stream().filter(signature -> fits(signature, types)).toList();
    if (fitting.isEmpty()) {
      argumentTypes(call, types, counted);
      return resultOf(counted);
    }
    new ConstantRules(rules).check(call);
    return switch (call.function()) {
      case Functions.COALESCE -> coalesced(types);
      default -> resultOf(fitting);
    };
  }

  private static Type resultOf(List<Signature> signatures) {
    return Type.OneOf.of(signatures.stream().map(Signature::result).toList());
  }

  private static Type coalesced(List<Type> types) {
    var choices = new ArrayList<Type>();
    for (Type type : types) {
      type.alternatives().stream().filter(part -> !part.equals(Types.NULL)).forEach(choices::add);
    }
    if (types.getLast().accepts(Types.NULL)) {
      choices.add(Types.NULL);
    }
    return Type.OneOf.of(choices);
  }

  private static boolean fits(Signature signature, List<Type> types) {
    for (int i = 0; i < types.size(); i++) {
      if (!signature.parameter(i).type().accepts(types.get(i))) {
        return false;
      }
    }
    return true;
  }

  private void argumentCount(ExpressionTree.Call call, Signature signature) {
    int receiverCount = call.isMethod() ? 1 : 0;
    int expected = signature.parameters().size() - receiverCount;
    int given = call.arguments().size() - receiverCount;
    String least = signature.isVariadic() ? "at least " : "";
    rules.report(
        ExpressionProblems.ARGUMENT_COUNT,
        call.functionSpan(),
        "'"
            + call.function()
            + "' takes "
            + least
            + counted(expected)
            + ", "
            + given
            + " given (expected: "
            + signature.written(call.function())
            + ")");
  }

  private static String counted(int argumentCount) {
    return argumentCount == 1 ? "1 argument" : argumentCount + " arguments";
  }

  // With one way to call it, the argument is at fault; with several, the first argument decides
  // which one was meant.
  private void argumentTypes(
      ExpressionTree.Call call, List<Type> types, List<Signature> signatures) {
    for (int i = 0; i < types.size(); i++) {
      int index = i;
      var expected = signatures.stream().map(signature -> signature.parameter(index).type());
      var choices = expected.distinct().toList();
      Type given = types.get(i);
      if (choices.stream().noneMatch(choice -> choice.accepts(given))) {
        argumentType(call, i, given, choices);
        return;
      }
    }
    argumentType(call, types.size() - 1, types.getLast(), List.of());
  }

  private void argumentType(ExpressionTree.Call call, int index, Type given, List<Type> expected) {
    Span span = call.arguments().get(index).span();
    String names = expected.stream().map(Type::toString).collect(Collectors.joining(", "));
    String suffix = names.isEmpty() ? "" : " (expected: " + names + ")";
    rules.report(
        ExpressionProblems.ARGUMENT_TYPE,
        span,
        "'" + call.function() + "' does not take " + given + suffix);
  }
}

package fermata.definition.expression;

import fermata.definition.text.Span;
import java.util.Set;

/** Constants that can never be what a function makes of them, such as a broken pattern. */
final class ConstantRules {

  private static final Set<String> CONVERSIONS =
      Set.of(
          Functions.INT, Functions.DOUBLE, Functions.BOOL, Functions.TIMESTAMP, Functions.DURATION);

  private final TypeRules rules;

  ConstantRules(TypeRules rules) {
    this.rules = rules;
  }

  void check(ExpressionTree.Call call) {
    ExpressionTree last = call.arguments().getLast();
    if (!TypeRules.isText(last)) {
      return;
    }
    String text = TypeRules.textOf(last);
    if (call.function().equals(Functions.MATCHES)) {
      report(last.span(), Patterns.check(text));
    } else if (CONVERSIONS.contains(call.function())) {
      report(last.span(), Conversions.apply(call.function(), CelValues.of(text)));
    }
  }

  private void report(Span span, CelValue outcome) {
    if (outcome instanceof CelValue.Fault fault) {
      rules.report(ExpressionProblems.BAD_CONSTANT, span, fault.message());
    }
  }
}

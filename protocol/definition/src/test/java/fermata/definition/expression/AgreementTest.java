package fermata.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.text.Severity;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the checker says of random expressions is true of their values. */
class AgreementTest {

  private static final long SEED = Long.getLong("expression.seed", 20_260_102L);
  private static final int EXPRESSIONS = Integer.getInteger("expression.count", 20_000);

  private int acceptedCount;
  private int decidedCount;
  private int refusedCount;

  @Test
  void givesValuesOfTheTypeThatWasFound() {
    var generator = new ExpressionGenerator(new SplittableRandom(SEED));
    for (int i = 0; i < EXPRESSIONS; i++) {
      String source = generator.next();
      examine(source);
      // Without it the types are known, and a wrong one is the checker's to find.
      examine(source.replace("dyn(", "("));
    }
    assertThat(acceptedCount).isGreaterThan(EXPRESSIONS);
    assertThat(decidedCount).isGreaterThan(EXPRESSIONS / 4);
    assertThat(refusedCount).isGreaterThan(EXPRESSIONS / 50);
  }

  private void examine(String source) {
    Expression expression = ExpressionParser.parse(source, "").value();
    var checked = TypeChecker.check(expression, ExpressionInvariants.TYPE_SCOPE);
    boolean isRefused =
        checked.problems().stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    if (isRefused) {
      refusedCount++;
      return;
    }
    acceptedCount++;
    CelValue value =
        new TreeEvaluator(ExpressionInvariants.VALUE_SCOPE, new Budget(Evaluator.STEPS_MAX))
            .evaluate(expression.root());
    if (value instanceof CelValue.Fault fault) {
      boolean isDecided = isDecided(expression.root(), ExpressionInvariants.TYPE_SCOPE);
      decidedCount += isDecided ? 1 : 0;
      if (isDecided) {
        assertThat(fault.kind())
            .as("seed %d: %s%n%s", SEED, source, fault.message())
            .isNotIn(FailureKind.TYPE, FailureKind.SYNTAX);
      }
    } else {
      assertThat(checked.value().accepts(ValueTypes.of(value)))
          .as("seed %d: %s%n%s, not %s", SEED, source, value, checked.value())
          .isTrue();
      decidedCount++;
    }
  }

  /** Whether the type of every part is known for certain. */
  private static boolean isDecided(ExpressionTree tree, TypeScope scope) {
    Type type = typeOf(tree, scope);
    if (!isCertain(type)) {
      return false;
    }
    if (tree instanceof ExpressionTree.Macro macro) {
      Type range = typeOf(macro.range(), scope);
      Type element = range instanceof Type.ListOf(var item) ? item : Types.DYN;
      TypeScope inner = scope.with(macro.variable(), element);
      return isDecided(macro.range(), scope)
          && isCertain(element)
          && macro.bodies().stream().allMatch(body -> isDecided(body, inner));
    }
    return ExpressionTrees.children(tree).stream().allMatch(child -> isDecided(child, scope));
  }

  private static Type typeOf(ExpressionTree tree, TypeScope scope) {
    return TypeChecker.check(new Expression("", "", tree), scope).value();
  }

  private static boolean isCertain(Type type) {
    return switch (type) {
      case Type.Dyn _, Type.OneOf _ -> false;
      case Type.ListOf(var element) -> isCertain(element);
      case Type.MapOf(var value) -> isCertain(value);
      case Type.Structure structure ->
          structure.fields().values().stream().allMatch(AgreementTest::isCertain);
      case Type.Null _, Type.Bool _, Type.Int _, Type.Real _, Type.Text _ -> true;
      case Type.Timestamp _, Type.Duration _, Type.Kind _ -> true;
    };
  }
}

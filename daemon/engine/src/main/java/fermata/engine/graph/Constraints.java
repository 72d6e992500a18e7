package fermata.engine.graph;

import fermata.definition.expression.ValueScope;
import fermata.definition.model.Goal;
import fermata.engine.run.Failure;
import fermata.engine.run.GoalReport.ConstraintResult;
import fermata.engine.run.GoalReport.Verdict;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Token;
import java.util.List;

/**
 * What must hold at every step of a run, and before every call.
 *
 * <p>One that cannot be evaluated, because what it reads is not there yet, says nothing. A broken
 * one is told once.
 */
final class Constraints {

  /** The kind of failure of a run that broke a hard constraint. */
  static final String VIOLATED = "constraint.violated";

  private Constraints() {}

  /** Whether the run may go on; says what is broken, and fails the run where that is hard. */
  static boolean allow(Course course) {
    List<Goal.Constraint> constraints = course.definition().goal().constraints();
    if (constraints.isEmpty()) {
      return true;
    }
    ValueScope scope = Scope.of(course, Token.FIRST);
    for (Goal.Constraint constraint : constraints) {
      boolean isKnown = course.state().memory().violated().has(constraint.id());
      if (!isKnown && verdict(constraint, scope) == Verdict.MISSED) {
        String evidence = Evidence.of(constraint.check(), scope);
        course.emit(
            new RunEvent.ConstraintViolated(constraint.id(), constraint.isHard(), evidence));
        if (constraint.isHard()) {
          Ends.fail(course, failure(constraint, evidence));
          return false;
        }
      }
    }
    return true;
  }

  private static Verdict verdict(Goal.Constraint constraint, ValueScope scope) {
    return switch (Expressions.test(constraint.check(), scope)) {
      case Expressions.Result.Failed _ -> Verdict.UNEVALUATED;
      case Expressions.Result.Value(var holds) ->
          holds.booleanValue() ? Verdict.MET : Verdict.MISSED;
    };
  }

  private static Failure failure(Goal.Constraint constraint, String evidence) {
    return Failure.at(
        constraint.check().pointer(),
        VIOLATED,
        "constraint '" + constraint.id() + "' does not hold: " + evidence);
  }

  /** {@return what is known of the constraints when a run ends} */
  static List<ConstraintResult> report(Course course) {
    ValueScope scope = Scope.of(course, Token.FIRST);
    return course.definition().goal().constraints().stream()
        .map(constraint -> report(course, constraint, scope))
        .toList();
  }

  private static ConstraintResult report(
      Course course, Goal.Constraint constraint, ValueScope scope) {
    return course
        .state()
        .memory()
        .violated()
        .find(constraint.id())
        .map(evidence -> result(constraint, Verdict.MISSED, evidence))
        .orElseGet(() -> reported(constraint, scope));
  }

  private static ConstraintResult reported(Goal.Constraint constraint, ValueScope scope) {
    return Expressions.test(constraint.check(), scope) instanceof Expressions.Result.Failed(var why)
        ? result(constraint, Verdict.UNEVALUATED, why.message())
        : result(constraint, verdict(constraint, scope), Evidence.of(constraint.check(), scope));
  }

  private static ConstraintResult result(
      Goal.Constraint constraint, Verdict verdict, String evidence) {
    return new ConstraintResult(constraint.id(), constraint.isHard(), verdict, evidence);
  }
}

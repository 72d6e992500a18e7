package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.expression.Expression;
import fermata.definition.expression.ValueScope;
import fermata.definition.model.Goal;
import fermata.definition.model.Goal.Criterion;
import fermata.definition.model.Goal.Measure;
import fermata.definition.model.NodeId;
import fermata.engine.run.GoalReport;
import fermata.engine.run.GoalReport.ConstraintResult;
import fermata.engine.run.GoalReport.CriterionResult;
import fermata.engine.run.GoalReport.Verdict;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Ending;
import fermata.engine.state.Token;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run has met the goal of its agent: looked at once, before its terminal event.
 *
 * <p>What a model is to judge is judged by a step of its own, one after another, after the last
 * step of the graph; of a run that did not complete, nobody is asked. A judge that gives no verdict
 * leaves its criterion unevaluated and fails nothing.
 */
final class Goals {

  private static final int SCORE_DIGITS = 4;

  private Goals() {}

  /** Completes a run with its output, when its judges have been heard. */
  static void conclude(Course course, JsonNode output, Scope scope) {
    Optional<NodeId> judge = nextJudge(course);
    if (judge.isPresent()) {
      boolean isTold = course.state().memory().judged() != null;
      course.emit(new RunEvent.GoalJudging(judge.get(), isTold ? null : output));
      Drive.on(course);
      return;
    }
    report(course, scope);
    course.emit(Ends.terminal(course, new Ending.Completed(output)));
  }

  private static Optional<NodeId> nextJudge(Course course) {
    return course.definition().goal().success().stream()
        .filter(criterion -> criterion.measure() instanceof Measure.Judge)
        .map(criterion -> Goal.judgeOf(criterion.id()))
        .filter(judge -> course.state().memory().visitsOf(judge) == 0)
        .filter(_ -> Budget.hasStepLeft(course))
        .findFirst();
  }

  /** Says how a run that ends stands to its goal. */
  static void report(Course course, @Nullable Scope result) {
    Goal goal = course.definition().goal();
    if (goal.isEmpty()) {
      return;
    }
    ValueScope scope = result == null ? Scope.of(course, Token.FIRST) : result;
    List<CriterionResult> criteria =
        goal.success().stream().map(criterion -> judged(course, criterion, scope)).toList();
    List<ConstraintResult> constraints = Constraints.report(course);
    course.emit(
        new RunEvent.GoalEvaluated(
            new GoalReport(
                verdict(criteria, constraints, result != null),
                score(criteria),
                criteria,
                constraints)));
  }

  private static CriterionResult judged(Course course, Criterion criterion, ValueScope scope) {
    return switch (criterion.measure()) {
      case Measure.Check(var expression) -> measured(criterion, expression, scope);
      case Measure.Judge _ -> judged(course, criterion);
    };
  }

  private static CriterionResult measured(
      Criterion criterion, Expression expression, ValueScope scope) {
    return switch (Expressions.test(expression, scope)) {
      case Expressions.Result.Failed(var failure) ->
          result(criterion, Verdict.UNEVALUATED, failure.message());
      case Expressions.Result.Value(var holds) ->
          result(
              criterion,
              holds.booleanValue() ? Verdict.MET : Verdict.MISSED,
              Evidence.of(expression, scope));
    };
  }

  private static CriterionResult judged(Course course, Criterion criterion) {
    NodeId judge = Goal.judgeOf(criterion.id());
    return course
        .state()
        .memory()
        .outputs()
        .find(judge)
        .map(
            said ->
                result(
                    criterion,
                    said.path("met").asBoolean() ? Verdict.MET : Verdict.MISSED,
                    said.path("reason").asText()))
        .orElseGet(
            () ->
                result(
                    criterion,
                    Verdict.UNEVALUATED,
                    course.state().memory().visitsOf(judge) > 0
                        ? "the judge gave no verdict"
                        : "no judge was asked"));
  }

  private static CriterionResult result(Criterion criterion, Verdict verdict, String evidence) {
    return new CriterionResult(criterion.id(), verdict, criterion.weight(), evidence);
  }

  private static Verdict verdict(
      List<CriterionResult> criteria, List<ConstraintResult> constraints, boolean isCompleted) {
    boolean isMissed =
        criteria.stream().anyMatch(one -> one.verdict() == Verdict.MISSED)
            || constraints.stream()
                .anyMatch(one -> one.isHard() && one.verdict() == Verdict.MISSED);
    if (isMissed) {
      return Verdict.MISSED;
    }
    boolean isOpen =
        !isCompleted || criteria.stream().anyMatch(one -> one.verdict() == Verdict.UNEVALUATED);
    return isOpen ? Verdict.UNEVALUATED : Verdict.MET;
  }

  private static @Nullable BigDecimal score(List<CriterionResult> criteria) {
    if (criteria.isEmpty()) {
      return null;
    }
    BigDecimal met = BigDecimal.ZERO;
    BigDecimal all = BigDecimal.ZERO;
    for (CriterionResult criterion : criteria) {
      all = all.add(criterion.weight());
      met = criterion.verdict() == Verdict.MET ? met.add(criterion.weight()) : met;
    }
    return new BigDecimal(
        met.divide(all, SCORE_DIGITS, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString());
  }
}

package fermata.daemon.journal;

import fermata.definition.model.NodeId;
import fermata.engine.run.GoalReport;
import fermata.engine.run.GoalReport.ConstraintResult;
import fermata.engine.run.GoalReport.CriterionResult;
import fermata.engine.run.GoalReport.Verdict;
import fermata.engine.run.RunEvent;
import fermata.wire.event.GoalFact;
import java.util.Arrays;

/** Facts about goals, between the engine and the wire. */
final class GoalMapping {

  private GoalMapping() {}

  static GoalFact.Evaluated toWire(GoalReport report) {
    return new GoalFact.Evaluated(
        report.verdict().label(),
        report.score(),
        report.criteria().stream().map(GoalMapping::toWire).toList(),
        report.constraints().stream().map(GoalMapping::toWire).toList());
  }

  private static GoalFact.Criterion toWire(CriterionResult result) {
    return new GoalFact.Criterion(
        result.id(), result.verdict().label(), result.weight(), result.evidence());
  }

  private static GoalFact.Constraint toWire(ConstraintResult result) {
    return new GoalFact.Constraint(
        result.id(), result.isHard(), result.verdict().label(), result.evidence());
  }

  static RunEvent toEvent(GoalFact fact) {
    return switch (fact) {
      case GoalFact.Judging(var node, var output) ->
          new RunEvent.GoalJudging(new NodeId(node), output);
      case GoalFact.Evaluated evaluated -> new RunEvent.GoalEvaluated(fromWire(evaluated));
      case GoalFact.ConstraintViolated(var constraint, var isHard, var evidence) ->
          new RunEvent.ConstraintViolated(constraint, isHard, evidence);
    };
  }

  private static GoalReport fromWire(GoalFact.Evaluated fact) {
    return new GoalReport(
        verdict(fact.verdict()),
        fact.score(),
        fact.criteria().stream()
            .map(
                one ->
                    new CriterionResult(
                        one.id(), verdict(one.verdict()), one.weight(), one.evidence()))
            .toList(),
        fact.constraints().stream()
            .map(
                one ->
                    new ConstraintResult(
                        one.id(), one.hard(), verdict(one.verdict()), one.evidence()))
            .toList());
  }

  private static Verdict verdict(String word) {
    return Arrays.stream(Verdict.values())
        .filter(verdict -> verdict.label().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("verdict '" + word + "' is not known"));
  }
}

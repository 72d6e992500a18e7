package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.DurationText;
import fermata.definition.model.Limits;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.time.Duration;
import java.util.function.Consumer;

/** A running time that the deadline never leaves. */
public final class DeadlineBeforeDuration implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5063", "policy/deadline-before-duration", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`deadline` counts all time, `duration` only that spent running; a deadline that is not"
        + " later makes the duration a limit of nothing.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Limits limits = context.definition().limits();
    Duration deadline = limits.deadline();
    Duration running = limits.duration();
    if (deadline != null && running != null && running.compareTo(deadline) >= 0) {
      problems.accept(
          Problem.of(
              code(),
              context.place("limits.duration"),
              "limits nothing: the deadline of %s comes first (expected: less)"
                  .formatted(DurationText.of(deadline))));
    }
  }
}

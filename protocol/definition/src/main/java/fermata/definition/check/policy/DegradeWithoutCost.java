package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Limits;
import fermata.definition.model.OnLimit;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A cheaper model for a limit that there is not, or that is the model itself. */
public final class DegradeWithoutCost implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5062", "policy/degrade-without-effect", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`on_limit: {degrade: …}` goes over to a cheaper model when `limits.cost_usd` leaves too"
        + " little; without that limit, or with the model that is used anyway, it never does.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Limits limits = context.definition().limits();
    if (!(limits.onLimit() instanceof OnLimit.Degrade(var model))) {
      return;
    }
    if (limits.costUsd() == null) {
      report(context, "never happens: nothing limits the cost of a run", problems);
    } else if (model.equals(context.definition().model())) {
      report(context, "this is the model that is used anyway", problems);
    }
  }

  private void report(CheckContext context, String message, Consumer<Problem> problems) {
    problems.accept(Problem.of(code(), context.place("on_limit.degrade"), message));
  }
}

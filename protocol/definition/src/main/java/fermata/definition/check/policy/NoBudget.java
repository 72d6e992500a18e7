package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Limits;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** An agent that asks models and has no limit on money or tokens. */
public final class NoBudget implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5005", "policy/no-budget", Severity.HINT);
  }

  @Override
  public String summary() {
    return "The agent asks models and nothing limits what that may cost.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Limits limits = context.definition().limits();
    if (context.definition().asksModels() && limits.costUsd() == null && limits.tokens() == null) {
      problems.accept(
          Problem.of(
              code(),
              context.keyPlace("agent"),
              "nothing limits what a run may cost (expected: 'cost_usd' or 'tokens' under"
                  + " 'limits')"));
    }
  }
}

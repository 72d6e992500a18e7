package fermata.definition.check.agent;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** An agent that cannot run, because its own definition has errors. */
public final class BrokenAgent implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2175", "agent/broken", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The agent that a node runs, or that is a tool, has errors in its own definition.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (AgentToolUses.Use use : AgentToolUses.withNodes(context)) {
      if (AgentPaths.backTo(context, use.agent()).isEmpty()) {
        AgentPaths.problem(use.agent())
            .ifPresent(
                problem ->
                    problems.accept(
                        Problem.of(
                            code(),
                            use.name(),
                            "agent '%s' has errors: %s"
                                .formatted(use.agent().name().value(), problem))));
      }
    }
  }
}

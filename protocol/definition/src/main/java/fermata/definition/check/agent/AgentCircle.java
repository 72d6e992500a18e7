package fermata.definition.check.agent;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;

/** An agent that runs itself, through however many others. */
public final class AgentCircle implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2174", "agent/circle", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "An agent runs itself, at once or through others: each run would start another one.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (AgentToolUses.Use use : AgentToolUses.withNodes(context)) {
      List<String> circle = AgentPaths.backTo(context, use.agent());
      if (!circle.isEmpty()) {
        problems.accept(
            Problem.of(code(), use.name(), "the agent runs itself: " + String.join(" → ", circle)));
      }
    }
  }
}

package fermata.definition.check.agent;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** More agents in one another than a run may have. */
public final class TooDeep implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2177", "agent/too-deep", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "Agents run agents that run agents, more of them in one another than a run may have.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (AgentToolUses.Use use : AgentToolUses.withNodes(context)) {
      int depth = AgentPaths.depth(context, use.agent().name());
      if (depth > AgentDefinition.CHILD_DEPTH_MAX
          && AgentPaths.backTo(context, use.agent()).isEmpty()) {
        problems.accept(
            Problem.of(
                code(),
                use.name(),
                "%d agents run in one another from here on (expected: at most %d)"
                    .formatted(depth, AgentDefinition.CHILD_DEPTH_MAX)));
      }
    }
  }
}

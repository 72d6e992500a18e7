package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Scalar;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Agents to hand work to, and no tool to do it with. */
public final class AgentsWithoutTool implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8015", "markdown/agents-without-tool", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "VS Code hands work to other agents by its tool `agent`, which `tools` does not list.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    FrontMatters.foreign(context)
        .filter(block -> block.context() == KeyContext.COPILOT_AGENT)
        .filter(block -> block.entry("agents") != null && block.entry("tools") != null)
        .filter(block -> ForeignToolNames.of(context).noneMatch(AgentsWithoutTool::isAgentTool))
        .flatMap(block -> Stream.ofNullable(block.entry("agents")))
        .forEach(
            entry ->
                problems.accept(
                    Problem.of(
                        code(),
                        entry.key().span(),
                        "VS Code does not hand work to agents without its tool 'agent' (expected: 'agent' in 'tools')")));
  }

  private static boolean isAgentTool(Scalar name) {
    return Set.of("agent", "agent/runSubagent", "custom-agent", "*").contains(name.text());
  }
}

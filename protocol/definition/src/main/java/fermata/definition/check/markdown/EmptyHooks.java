package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Sequence;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An empty list that makes another tool drop the agent. */
public final class EmptyHooks implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8017", "markdown/empty-hooks", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "Claude Code silently drops an agent whose `hooks` are an empty list.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    FrontMatters.foreign(context)
        .filter(block -> block.context() == KeyContext.CLAUDE_AGENT)
        .flatMap(block -> Stream.ofNullable(block.entry("hooks")))
        .filter(
            entry ->
                YamlValues.resolved(entry.value()) instanceof Sequence list
                    && list.items().isEmpty())
        .forEach(
            entry ->
                problems.accept(
                    Edits.withRemoval(
                        Problem.of(
                            code(),
                            entry.key().span(),
                            "Claude Code drops an agent with an empty list of hooks (expected: no 'hooks')"),
                        context,
                        entry)));
  }
}

package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Sequence;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** Line ends that another tool stumbles over. */
public final class LineEnds implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8013", "markdown/line-ends", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "Copilot on the command line does not read front matter that has lists in brackets and line ends of Windows.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    FrontMatters.foreign(context)
        .filter(block -> block.context() == KeyContext.COPILOT_AGENT)
        .filter(_ -> context.source().text().contains("\r\n"))
        .flatMap(block -> block.entries().stream())
        .filter(
            entry -> YamlValues.resolved(entry.value()) instanceof Sequence list && list.isFlow())
        .limit(1)
        .forEach(
            entry ->
                problems.accept(
                    Problem.of(
                        code(),
                        entry.key().span(),
                        "Copilot on the command line does not read a list in brackets in a file with line ends of Windows")));
  }
}

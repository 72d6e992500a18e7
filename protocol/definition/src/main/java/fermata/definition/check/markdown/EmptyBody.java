package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Sequence;
import java.util.function.Consumer;

/** An agent in Markdown that has no text. */
public final class EmptyBody implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8003", "markdown/empty-body", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The body, which tells the model who it is, is empty.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    boolean isEmpty =
        context.source().form().isMarkdown()
            && context.root() instanceof Sequence parts
            && parts.items().getLast() instanceof YamlNode.Absent;
    if (isEmpty) {
      problems.accept(
          Problem.of(
              code(),
              FrontMatters.top(context).map(FrontMatters::place).orElse(Span.at(0)),
              "nothing follows the front matter (expected: the text that tells the model who it"
                  + " is)"));
    }
  }
}

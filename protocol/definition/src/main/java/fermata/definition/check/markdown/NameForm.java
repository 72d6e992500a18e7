package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.AgentName;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A name that another tool allows and we do not. */
public final class NameForm implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8011", "markdown/name-form", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "Names of agents are lower-case letters, digits and `-` here, and in Claude Code; another is"
        + " changed to the nearest.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    FrontMatters.foreign(context)
        .flatMap(block -> FrontMatters.text(block, "name").stream())
        .filter(name -> !AgentName.isValid(name.text()))
        .forEach(
            name ->
                problems.accept(
                    Problem.of(
                        code(),
                        name.span(),
                        "the agent is called '%s' here (expected: lower-case letters, digits and '-')"
                            .formatted(context.definition().name().value()))));
  }
}

package fermata.definition.check.agent;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.model.AgentName;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Suggestions;
import fermata.definition.tool.Certainty;
import java.util.List;
import java.util.function.Consumer;

/** An agent that no file defines. */
public final class UnknownAgent implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2170", "agent/unknown", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "No agent file beside this one or in its workspace defines an agent of this name.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Reference reference : context.index().references()) {
      String name = reference.symbol().name();
      boolean isUnknown =
          reference.place() == ReferencePlace.CHILD_AGENT
              && context.agents().certainty() == Certainty.COMPLETE
              && (!AgentName.isValid(name) || context.agents().find(new AgentName(name)).isEmpty());
      if (isUnknown) {
        problems.accept(problem(context, reference, name));
      }
    }
  }

  private Problem problem(CheckContext context, Reference reference, String name) {
    List<String> known = context.agents().names().stream().map(AgentName::value).toList();
    String meant = withoutFile(name);
    boolean isFile = !meant.equals(name);
    String hint =
        isFile && !known.contains(meant)
            ? " (expected: the name that its key 'agent' says, not a file)"
            : Suggestions.hint(meant, known);
    String message = "no file beside this one or in its workspace defines agent '" + name + "'";
    Problem problem = Problem.of(code(), reference.span(), message + hint);
    return isFile && known.contains(meant)
        ? Edits.withReplacement(problem, reference.span(), meant)
        : Edits.withNear(problem, reference.span(), meant, known);
  }

  /** {@return the name that a file of an agent is mostly called by; any other text as it is} */
  private static String withoutFile(String name) {
    int end = name.lastIndexOf(".agent.");
    return end < 0 ? name : name.substring(name.lastIndexOf('/') + 1, end);
  }
}

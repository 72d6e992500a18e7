package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.model.ToolName;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Suggestions;
import fermata.definition.tool.Certainty;
import java.util.List;
import java.util.function.Consumer;

/** A tool that nobody has. */
public final class UnknownTool implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4001", "tool/unknown", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "No built-in tool and no catalogue has a tool of this name. Information only, as long as"
        + " some source of tools has not answered.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Reference reference : context.index().references()) {
      String name = reference.symbol().name();
      if (reference.place() == ReferencePlace.TOOL_CALL
          && ToolName.isValid(name)
          && context.tools().find(new ToolName(name)).isEmpty()) {
        problems.accept(problem(context, reference, name));
      }
    }
  }

  private Problem problem(CheckContext context, Reference reference, String name) {
    List<String> known = ToolPatterns.near(context, name);
    if (context.tools().certainty(name) == Certainty.INCOMPLETE) {
      String message = "tool '" + name + "' cannot be verified: not all tools are known";
      return new Problem(
          code(), Severity.INFORMATION, reference.span(), message, List.of(), List.of());
    }
    String message = "there is no tool '" + name + "'" + Suggestions.hint(name, known);
    Problem problem = Problem.of(code(), reference.span(), message);
    return Edits.withNear(problem, reference.span(), name, known);
  }
}

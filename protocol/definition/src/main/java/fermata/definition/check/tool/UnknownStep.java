package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Suggestions;
import java.util.List;
import java.util.function.Consumer;

/** A step that needs one which is not there. */
public final class UnknownStep implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4061", "workflow/unknown-step", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "`needs` names a step that the workflow does not have.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Reference reference : context.index().references()) {
      if (reference.place() == ReferencePlace.NEEDS
          && context.definition().nodes().get(new NodeId(reference.symbol().owner()))
              instanceof Node.Workflow workflow) {
        String id = reference.symbol().name();
        if (!workflow.parts().containsKey(id)) {
          List<String> ids = List.copyOf(workflow.parts().keySet());
          String message =
              "'" + id + "' is not a step of this workflow" + Suggestions.hint(id, ids);
          Problem problem = Problem.of(code(), reference.span(), message);
          problems.accept(Edits.withNear(problem, reference.span(), id, ids));
        }
      }
    }
  }
}

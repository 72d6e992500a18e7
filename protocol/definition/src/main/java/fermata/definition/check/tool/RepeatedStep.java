package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Two steps of one workflow with the same id. */
public final class RepeatedStep implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4060", "workflow/repeated-step", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "Two steps of a workflow have the same id.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    WorkflowSteps.in(context).forEach(workflow -> checkSteps(workflow, problems));
  }

  private void checkSteps(WorkflowSteps.Written workflow, Consumer<Problem> problems) {
    Map<String, Span> seen = new HashMap<>();
    for (Block step : workflow.steps()) {
      YamlNode.Scalar id = WorkflowSteps.Written.idOf(step);
      Span first = id == null ? null : seen.putIfAbsent(id.text(), id.span());
      if (id != null && first != null) {
        String message = "there is a step '" + id.text() + "' already (expected: an id of its own)";
        problems.accept(
            Problem.of(code(), id.span(), message).withRelated(first, "the first is here"));
      }
    }
  }
}

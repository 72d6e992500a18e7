package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.Pointers;
import fermata.definition.model.Node;
import fermata.definition.model.Retry;
import fermata.definition.model.ToolName;
import fermata.definition.model.WorkflowPart;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A retry of a tool call that cannot be made twice without harm. */
public final class RetryNotIdempotent implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5001", "policy/retry-not-idempotent", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "The tool neither only reads nor says that a repeated call has the effect of one, so a"
        + " retry may do things twice.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Node node : context.definition().nodes().values()) {
      String pointer = "nodes." + node.id().value();
      switch (node) {
        case Node.Tool tool ->
            check(context, tool.tool(), tool.options().retry(), pointer, problems);
        case Node.Code code ->
            check(context, code.tool(), code.options().retry(), pointer, problems);
        case Node.Workflow workflow -> {
          int index = 0;
          for (WorkflowPart part : workflow.parts().values()) {
            String step = Pointers.item(pointer + ".steps", index++);
            check(context, part.tool(), part.retry(), step, problems);
          }
        }
        case Node.Llm _,
            Node.Human _,
            Node.Router _,
            Node.Transform _,
            Node.Wait _,
            Node.Emit _,
            Node.Agent _,
            Node.Map _ -> {}
      }
    }
  }

  private void check(
      CheckContext context,
      ToolName tool,
      Retry retry,
      String pointer,
      Consumer<Problem> problems) {
    if (retry.attempts() <= 1) {
      return;
    }
    context
        .tools()
        .find(tool)
        .filter(schema -> !schema.traits().isRepeatable())
        .ifPresent(
            schema ->
                problems.accept(
                    Problem.of(
                        code(),
                        context.place(pointer + ".retry.attempts"),
                        "a retry may do twice what tool '%s' does: it is not idempotent"
                            .formatted(schema.name().value()))));
  }
}

package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Approvals;
import fermata.definition.model.Node;
import fermata.definition.model.ToolName;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.tool.ToolSchema;
import java.util.function.Consumer;

/** A model that may do what cannot be undone without asking anybody. */
public final class ModelUnchecked implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4020", "tool/model-unchecked", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "A model gets a tool that removes or overwrites things and cannot be repeated, such as"
        + " `shell.run`, and `approvals` allow every call of it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (context.definition().approvals().defaultVerdict() != Approvals.Verdict.ALLOW) {
      return;
    }
    for (Node node : context.definition().nodes().values()) {
      if (node instanceof Node.Llm llm) {
        context
            .tools()
            .all()
            .filter(tool -> tool.traits().destructive() && !tool.traits().isRepeatable())
            .filter(tool -> gets(context, llm, tool.name()))
            .filter(tool -> !isLookedAt(context, tool.name()))
            .findFirst()
            .ifPresent(tool -> report(context, llm, tool, problems));
      }
    }
  }

  private static boolean gets(CheckContext context, Node.Llm node, ToolName tool) {
    boolean isListed =
        node.tools() == null || node.tools().stream().anyMatch(pattern -> pattern.matches(tool));
    return isListed && context.definition().allows(tool);
  }

  private static boolean isLookedAt(CheckContext context, ToolName tool) {
    return context.definition().approvals().rules().stream()
        .anyMatch(rule -> rule.tool().matches(tool));
  }

  private void report(
      CheckContext context, Node.Llm node, ToolSchema tool, Consumer<Problem> problems) {
    String message =
        "node '%s' may call '%s' without asking (expected: a rule for it, or another default)"
            .formatted(node.id().value(), tool.name().value());
    problems.accept(Problem.of(code(), context.place("approvals.default"), message));
  }
}

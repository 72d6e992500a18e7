package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Node;
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
      if (node instanceof Node.Tool tool && tool.options().retry().attempts() > 1) {
        context
            .tools()
            .find(tool.tool())
            .filter(schema -> !schema.traits().isRepeatable())
            .ifPresent(
                schema ->
                    problems.accept(
                        Problem.of(
                            code(),
                            context.place("nodes." + node.id().value() + ".retry.attempts"),
                            "a retry may do twice what tool '%s' does: it is not idempotent"
                                .formatted(schema.name().value()))));
      }
    }
  }
}

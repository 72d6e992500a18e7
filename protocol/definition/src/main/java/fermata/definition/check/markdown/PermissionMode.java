package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A way of asking about calls that is not the one here. */
public final class PermissionMode implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8010", "markdown/permission-mode", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "Claude Code would ask about other calls than are asked about here: those of tools that change"
        + " something, unless `approvals` say otherwise.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    FrontMatters.foreign(context)
        .filter(block -> block.context() == KeyContext.CLAUDE_AGENT)
        .flatMap(block -> FrontMatters.text(block, "permissionMode").stream())
        .filter(mode -> !mode.text().equals("default"))
        .forEach(
            mode ->
                problems.accept(
                    Problem.of(
                        code(),
                        mode.span(),
                        "permissionMode '%s' has no counterpart here: calls that change something are asked about"
                            .formatted(mode.text()))));
  }
}

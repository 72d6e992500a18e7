package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.TextEdit;
import java.util.List;
import java.util.function.Consumer;

/** An anchor that no alias refers to. */
public final class UnusedAnchor implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1120", "key/unused-anchor", Severity.HINT);
  }

  @Override
  public String summary() {
    return "No alias refers to the anchor.";
  }

  @Override
  public boolean isOfUse() {
    return true;
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    AnchorWalk walk = AnchorWalk.of(context);
    for (AnchorWalk.Anchor anchor : walk.anchors()) {
      if (!walk.isUsed(anchor)) {
        Problem problem =
            Problem.of(code(), anchor.span(), "no alias refers to '&" + anchor.name() + "'");
        problems.accept(
            problem.withFix("Remove it", List.of(new TextEdit(anchor.withBlank(), ""))));
      }
    }
  }
}

package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A second anchor of the same name. */
public final class AnchorAgain implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1121", "key/anchor-again", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "Two anchors have the same name: an alias means the one before it that is nearest, which is"
        + " easily another than was meant.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Map<String, AnchorWalk.Anchor> seen = new HashMap<>();
    for (AnchorWalk.Anchor anchor : AnchorWalk.of(context).anchors()) {
      AnchorWalk.Anchor first = seen.putIfAbsent(anchor.name(), anchor);
      if (first != null) {
        problems.accept(
            Problem.of(code(), anchor.span(), "there is an anchor '&" + anchor.name() + "' already")
                .withRelated(first.span(), "the first is here"));
      }
    }
  }
}

package fermata.definition.check.join;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Join;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import java.util.function.Consumer;

/** A join that waits for more branches than can come. */
public final class JoinNeverComplete implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2150", "graph/join-never-complete", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A node waits for more branches than ways lead to it, so that it always fails with"
        + " `join.incomplete`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    for (Node node : context.definition().nodes().values()) {
      int ways = context.graph().edgesTo(node.id()).size();
      if (node.options().join().waits() instanceof Join.Wait.Count(var branches)
          && ways > 1
          && branches > ways) {
        problems.accept(problem(context, node, branches, ways));
      }
    }
  }

  private Problem problem(CheckContext context, Node node, int branches, int ways) {
    String message =
        "node '%s' waits for %d branches, and %d ways lead to it (expected: at most %d)"
            .formatted(node.id().value(), branches, ways, ways);
    Span place = JoinPlaces.count(context, node.id());
    Problem problem = Problem.of(code(), place, message);
    return Edits.withReplacement(problem, place, Integer.toString(ways));
  }
}

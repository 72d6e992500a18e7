package fermata.definition.check.join;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.function.Consumer;

/** A join at a node that one way at most leads to. */
public final class JoinWithoutBranches implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2151", "graph/join-without-branches", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A node says how it waits for branches, but one way at most leads to it: nothing ever meets"
        + " there.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    for (Block block : context.tree().blocksWith("join")) {
      Entry join = block.entry("join");
      Node node = join == null ? null : context.nodeOf(block);
      if (join != null && node != null && context.graph().edgesTo(node.id()).size() < 2) {
        String message =
            "no branches meet at node '%s' (expected: two ways that lead to it)"
                .formatted(node.id().value());
        Problem problem = Problem.of(code(), join.key().span(), message);
        problems.accept(Edits.withRemoval(problem, context, join));
      }
    }
  }
}

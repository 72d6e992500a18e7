package fermata.definition.check.join;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** A question to a model about fewer than two ways. */
public final class NothingToDecide implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2154", "graph/nothing-to-decide", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A router asks a model, but has fewer than two routes to choose from; nobody is asked.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("decide")) {
      Entry decide = block.entry("decide");
      boolean isRouter =
          decide != null && context.nodeOf(block) instanceof Node.Router && routes(block) < 2;
      if (decide != null && isRouter) {
        Problem problem =
            Problem.of(code(), decide.key().span(), "nobody is asked: there are not two routes");
        problems.accept(Edits.withRemoval(problem, context, decide));
      }
    }
  }

  private static int routes(Block block) {
    Entry routes = block.entry("routes");
    return routes != null && YamlValues.resolved(routes.value()) instanceof YamlNode.Sequence list
        ? list.items().size()
        : 2;
  }
}

package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** An agent without nodes. */
public final class NoNodes implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2100", "graph/no-nodes", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "An agent needs at least one node.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("nodes")) {
      Entry nodes = block.entry("nodes");
      if (block.context() == KeyContext.AGENT
          && nodes != null
          && YamlValues.resolved(nodes.value()) instanceof YamlNode.Mapping mapping
          && YamlValues.entries(mapping).isEmpty()) {
        problems.accept(
            Problem.of(
                code(), nodes.key().span(), "the agent has no nodes (expected: at least one)"));
      }
    }
  }
}

package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.function.Consumer;

/** A default among no other ways. */
public final class LoneDefault implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2118", "graph/lone-default", Severity.HINT);
  }

  @Override
  public String summary() {
    return "`default: true` means when no other way is taken; there is no other one.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    for (Block block : context.tree().blocksWith("default")) {
      boolean isWay = block.context() == KeyContext.EDGE || block.context() == KeyContext.NEXT;
      Entry isDefault = isWay ? block.entry("default") : null;
      Edge edge = isDefault == null ? null : context.edgeAt(block.pointer());
      if (isDefault != null && edge != null && edge.isDefault() && isAlone(context, edge)) {
        Problem problem =
            Problem.of(code(), isDefault.key().span(), "no other way is there to be taken before");
        problems.accept(Edits.withRemoval(problem, context, isDefault));
      }
    }
  }

  private static boolean isAlone(CheckContext context, Edge edge) {
    return edge.when() == null
        && context.graph().edgesFrom(edge.from()).stream()
            .allMatch(
                other ->
                    other.equals(edge)
                        || (other.on() != edge.on() && other.on() != EdgeTrigger.ALWAYS));
  }
}

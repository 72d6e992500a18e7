package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.Sequences;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** A kind of failure that a node of another kind has. */
public final class ForeignFailure implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5012", "policy/foreign-failure", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The node never fails with this kind: a `tool` node asks no model, and the tools that a model"
        + " calls fail towards the model, which may try again.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().lists()) {
      if (value.shape() instanceof Shape.Items(Shape.Text(var form))
          && form == TextForm.FAILURE_KIND
          && value.node() instanceof YamlNode.Sequence list) {
        String foreign = foreign(context, value.owner());
        Sequences.texts(list)
            .forEach((item, text) -> checkItem(context, list, item, text, foreign, problems));
      }
    }
  }

  private static String foreign(CheckContext context, String owner) {
    Node node = context.definition().nodes().get(new NodeId(owner));
    return switch (node) {
      case Node.Llm _ -> "tool.";
      case Node.Tool _, Node.Workflow _, Node.Code _ -> "model.";
      case null, default -> "";
    };
  }

  private void checkItem(
      CheckContext context,
      YamlNode.Sequence list,
      YamlNode item,
      String text,
      String foreign,
      Consumer<Problem> problems) {
    if (!foreign.isEmpty() && text.startsWith(foreign)) {
      Problem problem = Problem.of(code(), item.span(), "the node never fails with '" + text + "'");
      problems.accept(Edits.withItemRemoval(problem, context, list, item));
    }
  }
}

package fermata.definition.check.state;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.keys.Pointers;
import fermata.definition.keys.TextForm;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A target of {@code set} that the node may not write. */
public final class NotWritable implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2251", "state/not-writable", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "`set` of a node writes a key of the state that is not among its `writes`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedName name : context.tree().names()) {
      String target = name.entry().keyText();
      boolean isWrite = name.form() == TextForm.SET_TARGET && target.startsWith(Node.STATE_PREFIX);
      if (isWrite && NodeId.isValid(name.owner())) {
        Node node = context.definition().nodes().get(new NodeId(name.owner()));
        String key = target.substring(Node.STATE_PREFIX.length());
        if (node != null && !node.options().access().mayWrite(key)) {
          problems.accept(problem(context, name, key));
        }
      }
    }
  }

  private Problem problem(CheckContext context, PlacedName name, String key) {
    String message =
        "node '%s' may not write state key '%s' (expected: '%s' among its 'writes')"
            .formatted(name.owner(), key, key);
    return Edits.withItem(
        Problem.of(code(), name.entry().key().span(), message),
        context,
        Pointers.key("nodes", name.owner()) + ".writes",
        key);
  }
}

package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.List;
import java.util.function.Consumer;

/** An output that {@code set} sets and {@code outputs}, which is there, does not declare. */
public final class UndeclaredOutput implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2005", "reference/undeclared-output", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "`set` sets an output that the node's `outputs` do not declare.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.NODE_TRANSFORM)) {
      boolean isTransform = block.context() == KeyContext.NODE_TRANSFORM;
      Entry outputs = isTransform ? block.entry("outputs") : null;
      Entry set = isTransform ? block.entry("set") : null;
      if (outputs != null
          && set != null
          && YamlValues.resolved(outputs.value()) instanceof YamlNode.Mapping declared
          && YamlValues.resolved(set.value()) instanceof YamlNode.Mapping targets) {
        List<String> known = YamlValues.entries(declared).stream().map(Entry::keyText).toList();
        checkTargets(targets, known, problems);
      }
    }
  }

  private void checkTargets(
      YamlNode.Mapping targets, List<String> known, Consumer<Problem> problems) {
    for (Entry target : YamlValues.entries(targets)) {
      String name = target.keyText();
      if (!name.startsWith("state.") && !known.contains(name)) {
        Span span = Edits.inner(target.key());
        String message =
            "'" + name + "' is not among the outputs of this node" + Suggestions.hint(name, known);
        problems.accept(Edits.withNear(Problem.of(code(), span, message), span, name, known));
      }
    }
  }
}

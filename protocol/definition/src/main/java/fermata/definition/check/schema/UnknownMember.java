package fermata.definition.check.schema;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
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

/** A required member that the schema's properties do not have. */
public final class UnknownMember implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1206", "schema/unknown-member", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`required` names a member that `properties` does not have.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("required")) {
      Entry required = block.entry("required");
      Entry properties = block.entry("properties");
      if (block.context().isSchema()
          && required != null
          && properties != null
          && YamlValues.resolved(required.value()) instanceof YamlNode.Sequence names
          && YamlValues.resolved(properties.value()) instanceof YamlNode.Mapping members) {
        checkNames(names, members, problems);
      }
    }
  }

  private void checkNames(
      YamlNode.Sequence names, YamlNode.Mapping members, Consumer<Problem> problems) {
    List<String> known = YamlValues.entries(members).stream().map(Entry::keyText).toList();
    for (YamlNode item : names.items()) {
      if (YamlValues.resolved(item) instanceof YamlNode.Scalar name
          && !known.contains(name.text())) {
        Span span = Edits.inner(name);
        String message =
            "'"
                + name.text()
                + "' is required but not in 'properties'"
                + Suggestions.hint(name.text(), known);
        Problem problem = Problem.of(code(), span, message);
        problems.accept(Edits.withNear(problem, span, name.text(), known));
      }
    }
  }
}

package fermata.definition.check.event;

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
import java.util.Set;
import java.util.function.Consumer;

/** An output of a wait that the wait itself sets. */
public final class ReservedOutput implements Rule {

  private static final Set<String> OWN = Set.of("event", "schema", "tags");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7011", "event/reserved-output", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A wait for an event sets `event`, `schema` and `tags` itself; `outputs` names members of"
        + " the event's data.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.NODE_WAIT)) {
      Entry outputs = block.context() == KeyContext.NODE_WAIT ? block.entry("outputs") : null;
      if (outputs != null
          && block.entry("event") != null
          && YamlValues.resolved(outputs.value()) instanceof YamlNode.Mapping declared) {
        for (Entry output : YamlValues.entries(declared)) {
          if (OWN.contains(output.keyText())) {
            String name = output.keyText();
            problems.accept(
                Problem.of(
                    code(),
                    output.key().span(),
                    "the node sets '%s' itself (expected: another name, or event.%s)"
                        .formatted(name, name)));
          }
        }
      }
    }
  }
}

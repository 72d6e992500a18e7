package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** A write to a key of the state that keeps what it begins with. */
public final class LostWrite implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2016", "reference/lost-write", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "With `reduce: first` the value that is there stays, and the `default` is there from the"
        + " beginning: nothing that is written is ever kept.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("reduce")) {
      Entry reduce = block.context() == KeyContext.STATE_KEY ? block.entry("reduce") : null;
      Entry first = block.entry("default");
      if (reduce != null
          && first != null
          && YamlValues.toJson(reduce.value()).asText().equals("first")
          && !YamlValues.toJson(first.value()).isNull()) {
        Problem problem =
            Problem.of(
                    code(),
                    reduce.value().span(),
                    "nothing that is written is kept: the default is there first")
                .withRelated(first.key().span(), "'default' is here");
        problems.accept(Edits.withRemoval(problem, context, first));
      }
    }
  }
}

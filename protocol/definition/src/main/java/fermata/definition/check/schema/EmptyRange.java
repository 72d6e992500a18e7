package fermata.definition.check.schema;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.NumberRange;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.Schemas;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.function.Consumer;

/** Bounds with no number between them, of which one is itself not allowed. */
public final class EmptyRange implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1210", "schema/empty-range", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "No number can fit the schema: nothing lies between its bounds.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().schemas()) {
      Entry low = block.entry("exclusiveMinimum");
      Entry high = block.entry("exclusiveMaximum");
      Entry place = low != null ? low : high;
      if (place != null) {
        NumberRange range = NumberRange.of(Schemas.ofField(block));
        boolean isOfOpenBound = range.isLowOpen() || range.isHighOpen();
        if (range.isEmpty() && isOfOpenBound) {
          String message = "no number fits: it would be " + range;
          problems.accept(Problem.of(code(), place.value().span(), message));
        }
      }
    }
  }
}

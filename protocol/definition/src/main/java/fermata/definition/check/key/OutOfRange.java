package fermata.definition.check.key;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.math.BigDecimal;
import java.util.function.Consumer;

/** A number that the key does not allow, such as a limit of zero. */
public final class OutOfRange implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1110", "key/out-of-range", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The number is smaller or greater than the key allows; a limit of zero or less would"
        + " let nothing run.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().numbers()) {
      if (value.node() instanceof YamlNode.Scalar scalar && value.key() != null) {
        JsonNode number = YamlValues.toJson(scalar);
        if (!isInside(value.shape(), number)) {
          String message =
              "'%s' is %s (expected: %s)"
                  .formatted(value.key().name(), scalar.text(), value.shape().describe());
          problems.accept(Problem.of(code(), scalar.span(), message));
        }
      }
    }
  }

  private static boolean isInside(Shape shape, JsonNode number) {
    return switch (shape) {
      case Shape.Whole(var min, var max) ->
          !number.isIntegralNumber()
              || (number.canConvertToLong()
                  && number.longValue() >= min
                  && number.longValue() <= max);
      case Shape.Decimal(var min, var max) -> {
        BigDecimal decimal = number.decimalValue();
        yield (min == null || decimal.compareTo(min) >= 0)
            && (max == null || decimal.compareTo(max) <= 0);
      }
      case Shape.Text _,
          Shape.Choice _,
          Shape.Flag _,
          Shape.Literal _,
          Shape.Computed _,
          Shape.Items _,
          Shape.Names _,
          Shape.Keys _,
          Shape.NodeBody _,
          Shape.Either _ ->
          true;
    };
  }
}

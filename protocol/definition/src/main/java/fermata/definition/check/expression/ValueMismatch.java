package fermata.definition.check.expression;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.ValueFit;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Pointers;
import fermata.definition.model.Node;
import fermata.definition.model.OutputField;
import fermata.definition.model.StateKey;
import fermata.definition.model.ValueTemplate;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A value that an output or the state is given and cannot take. */
public final class ValueMismatch implements Rule {

  private static final String STATE = "state.";

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3106", "expression/value-mismatch", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "What is set does not fit the schema of what it is set to.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Map<String, PlacedValue> values = new HashMap<>();
    for (PlacedValue value : context.tree().values()) {
      if (value.context() == KeyContext.NODE_TRANSFORM
          || value.context() == KeyContext.OUTPUT_FIELD) {
        values.putIfAbsent(value.pointer(), value);
      }
    }
    for (Node node : context.definition().nodes().values()) {
      if (node instanceof Node.Transform transform) {
        String set = Pointers.key(Pointers.key("nodes", node.id().value()), "set");
        transform
            .set()
            .forEach(
                (target, value) ->
                    checkValue(
                        context,
                        values.get(Pointers.key(set, target)),
                        value,
                        schema(context, transform, target),
                        problems));
      }
    }
    for (OutputField output : context.definition().output().values()) {
      String field = Pointers.key("output", output.field().name());
      if (output.from() != null) {
        PlacedValue place = values.get(Pointers.key(field, "from"));
        checkValue(context, place, output.from(), output.field().schema(), problems);
      }
    }
  }

  private void checkValue(
      CheckContext context,
      @Nullable PlacedValue place,
      ValueTemplate value,
      @Nullable JsonNode schema,
      Consumer<Problem> problems) {
    if (place != null && schema != null) {
      var at = new ValueFit.Place(place.node(), place.pointer());
      ValueFit.misfits(context, value, schema, at)
          .forEach(misfit -> problems.accept(problem(context, place, misfit)));
    }
  }

  private Problem problem(CheckContext context, PlacedValue place, ValueFit.Misfit misfit) {
    String key = context.source().slice(place.keySpan());
    return Problem.of(code(), misfit.span(), "'" + key + "' does not fit: " + misfit.message());
  }

  private static @Nullable JsonNode schema(
      CheckContext context, Node.Transform node, String target) {
    if (!target.startsWith(STATE)) {
      var output = node.options().outputs().get(target);
      return output == null ? null : output.schema();
    }
    StateKey key = context.definition().state().get(target.substring(STATE.length()));
    return key == null ? null : written(key);
  }

  /** What may be written: an item where a list grows, else the value itself, whole. */
  private static @Nullable JsonNode written(StateKey key) {
    return switch (key.reduce()) {
      case APPEND -> key.schema().path("items").isObject() ? key.schema().path("items") : null;
      case UNION, MERGE -> null;
      case ADD, MIN, MAX, LAST, FIRST, ERROR -> key.schema();
    };
  }
}

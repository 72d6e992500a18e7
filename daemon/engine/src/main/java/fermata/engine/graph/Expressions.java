package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.expression.Evaluation;
import fermata.definition.expression.Evaluator;
import fermata.definition.expression.Expression;
import fermata.definition.expression.Template;
import fermata.definition.expression.ValueScope;
import fermata.definition.model.ValueTemplate;
import fermata.engine.fold.Canonical;
import fermata.engine.run.Failure;
import java.util.Map;

/** Values of the expressions in a definition, and failures with their place. */
final class Expressions {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Expressions() {}

  /** What came of an expression. */
  sealed interface Result {

    record Value(JsonNode value) implements Result {}

    record Failed(Failure failure) implements Result {}
  }

  /** {@return a boolean value, or a failure: a condition is never "false" because it is broken} */
  static Result test(Expression expression, ValueScope scope) {
    Result result = result(Evaluator.evaluate(expression, scope));
    return result instanceof Result.Value(var value) && !value.isBoolean()
        ? new Result.Failed(
            Failure.at(
                expression.pointer(),
                "expression.type",
                "condition is " + Texts.brief(value) + " (expected: true or false)"))
        : result;
  }

  /** {@return the value of an expression} */
  static Result value(Expression expression, ValueScope scope) {
    return result(Evaluator.evaluate(expression, scope));
  }

  /** {@return the value of a template; a text as it is, another value as compact JSON} */
  static Result render(Template template, ValueScope scope) {
    return result(Evaluator.render(template, scope));
  }

  /** {@return a value with all its templates rendered, or the first failure} */
  static Result render(ValueTemplate template, ValueScope scope) {
    return switch (template) {
      case ValueTemplate.Literal(var value) -> new Result.Value(Canonical.of(value));
      case ValueTemplate.Text(var text) -> render(text, scope);
      case ValueTemplate.Items items -> items(items, scope);
      case ValueTemplate.Members(var members) -> members(members, scope);
    };
  }

  private static Result items(ValueTemplate.Items items, ValueScope scope) {
    ArrayNode list = JSON.arrayNode();
    for (ValueTemplate item : items.items()) {
      switch (render(item, scope)) {
        case Result.Failed failed -> {
          return failed;
        }
        case Result.Value(var value) -> list.add(value);
      }
    }
    return new Result.Value(list);
  }

  /** {@return an object with all its members rendered, or the first failure} */
  static Result members(Map<String, ValueTemplate> members, ValueScope scope) {
    ObjectNode object = JSON.objectNode();
    for (Map.Entry<String, ValueTemplate> member : members.entrySet()) {
      switch (render(member.getValue(), scope)) {
        case Result.Failed failed -> {
          return failed;
        }
        case Result.Value(var value) -> object.set(member.getKey(), value);
      }
    }
    return new Result.Value(object);
  }

  private static Result result(Evaluation evaluation) {
    return switch (evaluation) {
      case Evaluation.Value(var value) -> new Result.Value(Canonical.of(value));
      case Evaluation.Failure(var kind, var message, var pointer, _) ->
          new Result.Failed(Failure.at(pointer, kind, message));
    };
  }
}

package fermata.definition.selector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.definition.expression.Evaluation;
import fermata.definition.expression.Evaluator;
import fermata.definition.expression.Expression;
import fermata.definition.expression.ValueScope;
import java.util.Optional;

/**
 * The {@code when} of a selector: an expression over {@code event}, {@code schema} and {@code
 * tags}.
 *
 * @param names values of the other names that it reads, as they were when the selector was made
 */
public record SelectorGuard(Expression expression, ObjectNode names) {

  /**
   * {@return a guard that keeps of the other names what its expression reads, as they are now}
   *
   * @param scope everything that the expression sees but the event
   */
  public static SelectorGuard of(Expression expression, ValueScope scope) {
    return new SelectorGuard(expression, GuardNames.of(expression, scope));
  }

  /** The names that belong to the event. */
  public static boolean isOfEvent(String name) {
    return name.equals("event") || name.equals("schema") || name.equals("tags");
  }

  SelectorVerdict test(SelectableEvent event) {
    return switch (Evaluator.evaluate(expression, scope(event))) {
      case Evaluation.Value(var value) when value.isBoolean() ->
          value.booleanValue() ? SelectorVerdict.MATCHES : SelectorVerdict.DIFFERS;
      case Evaluation.Value _, Evaluation.Failure _ -> SelectorVerdict.BROKEN;
    };
  }

  private ValueScope scope(SelectableEvent event) {
    return name ->
        switch (name) {
          case "event" -> Optional.of(event.data());
          case "schema" -> Optional.ofNullable(event.schema()).map(TextNode::valueOf);
          case "tags" -> Optional.of(list(event));
          default -> Optional.<JsonNode>ofNullable(names.get(name));
        };
  }

  private static JsonNode list(SelectableEvent event) {
    ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    event.tags().forEach(tags::add);
    return tags;
  }
}

package fermata.daemon.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.refusal.RefusedException;
import fermata.definition.expression.Evaluation;
import fermata.definition.expression.Evaluator;
import fermata.definition.expression.Expression;
import fermata.definition.expression.ValueScope;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.ValueTemplate;
import fermata.engine.run.PublishedEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** What an entry point computes from the event that triggered it. */
public final class TriggerInput {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ValueScope scope;

  private TriggerInput(ValueScope scope) {
    this.scope = scope;
  }

  /** {@return what can be computed from an event} */
  public static TriggerInput of(AgentDefinition definition, JsonNode event) {
    return new TriggerInput(ValueScope.of(names(definition, event)));
  }

  /** {@return what a subscription can compute from an event that somebody published} */
  static TriggerInput of(AgentDefinition definition, PublishedEvent event) {
    SequencedMap<String, JsonNode> names = names(definition, event.data());
    names.put("schema", JSON.textNode(event.schema()));
    ArrayNode tags = JSON.arrayNode();
    event.tags().forEach(tags::add);
    names.put("tags", tags);
    return new TriggerInput(ValueScope.of(names));
  }

  private static SequencedMap<String, JsonNode> names(AgentDefinition definition, JsonNode event) {
    ObjectNode variables = JSON.objectNode();
    definition.variables().forEach(variables::set);
    var names = new LinkedHashMap<String, JsonNode>();
    names.put("event", event);
    names.put("vars", variables);
    return names;
  }

  /**
   * {@return the input of the run}
   *
   * @throws RefusedException with {@code InvalidParams} if it cannot be computed
   */
  JsonNode input(Map<String, ValueTemplate> fields) {
    return members(fields);
  }

  /**
   * {@return the value of an expression}
   *
   * @throws RefusedException with {@code InvalidParams} if it has none
   */
  public JsonNode value(Expression expression) {
    return value(Evaluator.evaluate(expression, scope));
  }

  private ObjectNode members(Map<String, ValueTemplate> members) {
    ObjectNode object = JSON.objectNode();
    members.forEach((name, value) -> object.set(name, value(value)));
    return object;
  }

  private JsonNode value(ValueTemplate template) {
    return switch (template) {
      case ValueTemplate.Literal(var value) -> value;
      case ValueTemplate.Text(var text) -> value(Evaluator.render(text, scope));
      case ValueTemplate.Items(var items) -> {
        ArrayNode list = JSON.arrayNode();
        items.forEach(item -> list.add(value(item)));
        yield list;
      }
      case ValueTemplate.Members(var members) -> members(members);
    };
  }

  private static JsonNode value(Evaluation evaluation) {
    return switch (evaluation) {
      case Evaluation.Value(var value) -> value;
      case Evaluation.Failure(_, var message, var pointer, _) ->
          throw RefusedException.invalidParams("", pointer + ": " + message);
    };
  }
}

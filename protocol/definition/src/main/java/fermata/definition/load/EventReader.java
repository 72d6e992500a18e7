package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.keys.DurationText;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.EventSelector;
import fermata.definition.model.Field;
import fermata.definition.model.Subscription;
import fermata.definition.model.ValueTemplate;
import fermata.definition.model.Waiting;
import fermata.definition.selector.SelectorOperator;
import fermata.definition.selector.SelectorPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads what is about published events. */
record EventReader(Texts texts) {

  Waiting waiting(Spot spot) {
    Duration length = spot.get("for").duration();
    if (length != null) {
      return new Waiting.Span(length);
    }
    return spot.get("until").isPresent()
        ? new Waiting.Until(texts.templateOrEmpty(spot.get("until")))
        : new Waiting.Event(selector(spot.get("event")), since(spot.get("since").textOr("")));
  }

  private static Waiting.Since since(String text) {
    return text.equals("run")
        ? Waiting.Since.RUN
        : DurationText.parse(text)
            .filter(DurationText::isAllowed)
            .map(before -> new Waiting.Since(before, false))
            .orElse(Waiting.Since.NOW);
  }

  /** What a wait for an event sets of itself; what is declared of the event's data wins. */
  static SequencedMap<String, Field> outputs(Spot spot, SequencedMap<String, Field> declared) {
    SequencedMap<String, Field> outputs = new LinkedHashMap<>(declared);
    if (spot.get("event").isPresent()) {
      put(outputs, "event", "object", true);
      put(outputs, "schema", "string", false);
      put(outputs, "tags", "array", true);
    }
    return outputs;
  }

  private static void put(
      SequencedMap<String, Field> outputs, String name, String type, boolean isRequired) {
    JsonNode schema = JsonNodeFactory.instance.objectNode().put("type", type);
    outputs.putIfAbsent(name, new Field(name, schema, isRequired, null));
  }

  EventSelector selector(Spot spot) {
    return new EventSelector(
        spot.get("schema").text(),
        values(spot.get("any_tags")),
        values(spot.get("all_tags")),
        conditions(spot.get("where")),
        texts.expression(spot.get("when")),
        spot.get("match_all").isTrue(),
        spot.get("allow_self").isTrue());
  }

  List<ValueTemplate> values(Spot spot) {
    return spot.items().stream().map(texts::value).toList();
  }

  /** A condition that cannot be read is a problem, so that no run is held by what is left. */
  private List<EventSelector.Condition> conditions(Spot spot) {
    var conditions = new ArrayList<EventSelector.Condition>();
    for (Spot item : spot.items()) {
      SelectorOperator operator = SelectorOperator.find(item.get("op").textOr("")).orElse(null);
      if (operator != null
          && SelectorPath.read(item.get("path").textOr(""))
              instanceof SelectorPath.Reading.Fine(var path)) {
        conditions.add(new EventSelector.Condition(path, operator, operand(item, operator)));
      }
    }
    return conditions;
  }

  private ValueTemplate operand(Spot item, SelectorOperator operator) {
    Spot value = item.get("value");
    return operator == SelectorOperator.EXISTS && !value.isPresent()
        ? new ValueTemplate.Literal(BooleanNode.TRUE)
        : texts.value(value);
  }

  List<Subscription> subscriptions(Spot spot) {
    var subscriptions = new ArrayList<Subscription>();
    for (Spot item : spot.items()) {
      EventSelector on = selector(item.get("on"));
      switch (item.get("role").textOr("")) {
        case "trigger" ->
            subscriptions.add(
                new Subscription.Triggering(
                    on,
                    item.get("entry").textOr(AgentDefinition.DEFAULT_ENTRY),
                    item.get("input").isPresent() ? texts.values(item.get("input")) : null));
        case "context" -> subscriptions.add(context(on, item));
        default -> {}
      }
    }
    return subscriptions;
  }

  private static Subscription context(EventSelector on, Spot item) {
    return new Subscription.Context(
        on, item.get("as").textOr(""), item.get("fetch").get("latest").smallOr(1));
  }
}

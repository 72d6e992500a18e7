package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.EventSelector;
import fermata.definition.model.Subscription;
import fermata.definition.model.ValueTemplate;
import fermata.definition.model.Waiting;
import java.util.List;

/** The canonical form of what is about published events. */
final class CanonicalEvents {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CanonicalEvents() {}

  static JsonNode waiting(Waiting waiting) {
    ObjectNode form = JSON.objectNode();
    switch (waiting) {
      case Waiting.Span(var length) -> form.put("for", length.toMillis());
      case Waiting.Until(var time) -> form.set("until", CanonicalExpressions.template(time));
      case Waiting.Event(var selector, var since) -> {
        form.set("event", selector(selector));
        form.put("since_run", since.isRun());
        form.put("since", CanonicalForm.millis(since.before()));
      }
    }
    return form;
  }

  static JsonNode selector(EventSelector selector) {
    ObjectNode form = JSON.objectNode().put("schema", selector.schema());
    form.set("any_tags", values(selector.anyTags()));
    form.set("all_tags", values(selector.allTags()));
    ArrayNode where = form.putArray("where");
    for (EventSelector.Condition condition : selector.where()) {
      where
          .addObject()
          .put("path", condition.path().toString())
          .put("op", condition.operator().word())
          .set("value", CanonicalExpressions.value(condition.value()));
    }
    form.set("when", CanonicalForm.expression(selector.when()));
    return form.put("match_all", selector.matchAll()).put("allow_self", selector.allowSelf());
  }

  static JsonNode values(List<ValueTemplate> values) {
    ArrayNode form = JSON.arrayNode();
    values.forEach(value -> form.add(CanonicalExpressions.value(value)));
    return form;
  }

  static JsonNode subscriptions(List<Subscription> subscriptions) {
    ArrayNode form = JSON.arrayNode();
    for (Subscription subscription : subscriptions) {
      ObjectNode one = form.addObject();
      one.set("on", selector(subscription.on()));
      switch (subscription) {
        case Subscription.Triggering(_, var entry, var input) -> {
          one.put("entry", entry);
          if (input != null) {
            ObjectNode fields = one.putObject("input");
            input.forEach((name, value) -> fields.set(name, CanonicalExpressions.value(value)));
          }
        }
        case Subscription.Context(_, var name, var latest) ->
            one.put("as", name).put("latest", latest);
      }
    }
    return form;
  }
}

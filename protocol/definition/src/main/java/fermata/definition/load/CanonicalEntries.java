package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.definition.model.Entry;
import fermata.definition.model.MissedFires;
import fermata.definition.model.Trigger;

/** What of an entry point decides how runs start. An entry with nothing but a node is its id. */
final class CanonicalEntries {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CanonicalEntries() {}

  static JsonNode entry(Entry entry) {
    if (entry.equals(Entry.at(entry.node()))) {
      return TextNode.valueOf(entry.node().value());
    }
    ObjectNode form = JSON.objectNode();
    form.put("node", entry.node().value());
    if (entry.isolation() != Entry.ISOLATION) {
      form.put("isolation", entry.isolation().name());
    }
    if (entry.concurrent() != null) {
      form.put("concurrent", entry.concurrent());
    }
    if (entry.overflow() != Entry.OVERFLOW) {
      form.put("overflow", entry.overflow().name());
    }
    if (entry.trigger() != null) {
      form.set("trigger", trigger(entry.trigger()));
    }
    if (!entry.input().isEmpty()) {
      ObjectNode input = form.putObject("input");
      entry.input().forEach((name, value) -> input.set(name, CanonicalExpressions.value(value)));
    }
    return form;
  }

  private static JsonNode trigger(Trigger trigger) {
    ObjectNode form = JSON.objectNode();
    switch (trigger) {
      case Trigger.Cron(var schedule, var zone, var missed) ->
          form.put("cron", schedule.text()).put("zone", zone.getId()).put("missed", word(missed));
      case Trigger.Every(var interval, var missed) ->
          form.put("every", interval.toMillis()).put("missed", word(missed));
      case Trigger.Webhook(var path, var secret, var dedupe) -> {
        form.put("webhook", path).set("dedupe", CanonicalForm.expression(dedupe));
        form.set("secret", secret == null ? JSON.nullNode() : CanonicalExpressions.value(secret));
      }
      case Trigger.Files(var patterns, var debounce) ->
          form.put("debounce", debounce.toMillis()).set("file", CanonicalForm.texts(patterns));
      case Trigger.Published published -> {
        // What a subscription computes stands with it.
        ArrayNode events = form.putArray("event");
        published.selectors().forEach(selector -> events.add(CanonicalEvents.selector(selector)));
      }
    }
    return form;
  }

  private static String word(MissedFires missed) {
    return switch (missed) {
      case MissedFires.Once _ -> "once";
      case MissedFires.All(int max) -> "all:" + max;
      case MissedFires.Skip _ -> "skip";
    };
  }
}

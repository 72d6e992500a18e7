package fermata.definition.convert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.keys.TextForm;
import fermata.definition.model.Subscription;
import fermata.definition.selector.SelectorOperator;
import java.util.ArrayList;
import java.util.List;

/** Reads what an agent of RCRT hears and says: its selectors, and the schemas that it emits. */
final class RcrtEvents {

  private final Given context;
  private final ArrayNode subscriptions = JsonNodeFactory.instance.arrayNode();
  private final List<String> contexts = new ArrayList<>();
  private boolean hasTrigger;

  private RcrtEvents(Given context) {
    this.context = context;
  }

  static RcrtEvents of(Given context) {
    var events = new RcrtEvents(context);
    context.get("subscriptions").get("selectors").items().forEach(events::readSelector);
    return events;
  }

  ArrayNode subscriptions() {
    return subscriptions;
  }

  /** {@return the names under which expressions read events} */
  List<String> contexts() {
    return contexts;
  }

  /** Whether an event starts runs. */
  boolean hasTrigger() {
    return hasTrigger;
  }

  private void readSelector(Given selector) {
    boolean isFit =
        selector.get("context_match").items().stream()
            .allMatch(match -> SelectorOperator.find(match.get("op").peekText()).isPresent());
    if (!isFit) {
      // Without one of its conditions it would hear more than its author wanted.
      selector.leave("an operator of it is none, so it would match nothing");
      return;
    }
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    written.set("on", selector(selector));
    if (selector.get("role").peekText().equals("context")) {
      selector.get("role").text();
      readContext(selector, written);
    } else {
      readTrigger(selector, written);
    }
    selector.get("priority").leave("every subscription is looked at, in no order");
    selector.get("comment").leave("a definition keeps no notes about itself");
    subscriptions.add(written);
  }

  private static ObjectNode selector(Given selector) {
    ObjectNode on = JsonNodeFactory.instance.objectNode();
    Given schema = selector.get("schema_name");
    if (TextForm.EVENT_SCHEMA.fits(schema.peekText())) {
      on.put("schema", schema.text());
    } else {
      schema.leave("no schema of an event");
    }
    for (String key : List.of("any_tags", "all_tags")) {
      List<String> tags = selector.get(key).texts();
      if (!tags.isEmpty()) {
        tags.forEach(on.withArray(key)::add);
      }
    }
    for (Given match : selector.get("context_match").items()) {
      ObjectNode condition = on.withArray("where").addObject();
      condition.put("path", match.get("path").text()).put("op", match.get("op").text());
      Given value = match.get("value");
      if (value.isPresent()) {
        condition.set("value", literal(value));
      }
    }
    if (on.isEmpty()) {
      on.put("match_all", true);
      selector.change("says nothing and hears everything: written as 'match_all'");
    }
    return on;
  }

  private static com.fasterxml.jackson.databind.JsonNode literal(Given value) {
    var json = value.json();
    return json.isTextual()
        ? JsonNodeFactory.instance.textNode(Draft.literal(json.textValue()))
        : json;
  }

  private void readTrigger(Given selector, ObjectNode written) {
    Given role = selector.get("role");
    if (role.peekText().matches("|trigger")) {
      role.text();
    } else {
      role.leave("a role is trigger or context: written as 'trigger'");
    }
    written.put("role", "trigger");
    hasTrigger = true;
    selector.get("key").leave("what starts a run is its input");
    Given method = selector.get("fetch").get("method");
    if (method.peekText().equals("event_data")) {
      method.text();
    } else {
      method.leave("a run that an event starts is given that event");
    }
    selector.get("fetch").get("limit").leave("a run is started by one event");
  }

  private void readContext(Given selector, ObjectNode written) {
    Given key = selector.get("key").isPresent() ? selector.get("key") : selector.get("schema_name");
    String source = key.peekText();
    String name = unique(HiveNode.name(source.isEmpty() ? "events" : source));
    if (selector.get("key").isPresent()) {
      key.text();
      if (!name.equals(source)) {
        key.change("a name is letters, digits and '_': written as '" + name + "'");
      }
    }
    written.put("role", "context").put("as", name);
    contexts.add(name);
    Given method = selector.get("fetch").get("method");
    switch (method.peekText()) {
      case "", "latest", "recent" -> method.text();
      case "event_data" ->
          method.change("what is context is fetched when a run starts: written as the latest");
      default -> method.leave("events are found by selectors: the latest are taken");
    }
    readLimit(selector.get("fetch").get("limit"), written);
    selector.get("fetch").get("nn").leave("events are found by selectors, not by likeness");
  }

  private static void readLimit(Given limit, ObjectNode written) {
    Integer latest = limit.count();
    if (latest == null) {
      limit.leave("how many is a whole number above 0");
      return;
    }
    int kept = Math.min(latest, Subscription.LATEST_MAX);
    if (kept < latest) {
      limit.change("at most " + Subscription.LATEST_MAX + " events: written as that");
    }
    if (kept > 1) {
      written.putObject("fetch").put("latest", kept);
    }
  }

  private String unique(String name) {
    String unique = name;
    for (int next = 2; contexts.contains(unique); next++) {
      unique = name + "_" + next;
    }
    return unique;
  }

  /** Adds a node for each schema that the agent emits; each publishes the reply. */
  boolean addEmits(ObjectNode nodes) {
    Given emits = context.get("emits");
    List<String> tags = emits.get("tags").items().stream().map(Given::peekText).toList();
    int count = 0;
    for (Given schema : emits.get("schemas").items()) {
      if (!TextForm.EVENT_SCHEMA.fits(schema.peekText())) {
        schema.leave("no schema of an event");
        continue;
      }
      count++;
      ObjectNode node = nodes.putObject(count == 1 ? "emit" : "emit-" + count);
      node.put("kind", "emit").put("schema", schema.text());
      node.putObject("data").put("message", "${{ nodes.respond.reply }}");
      tags.stream()
          .filter(tag -> !tag.isEmpty())
          .forEach(tag -> node.withArray("tags").add(Draft.literal(tag)));
    }
    if (count > 0) {
      emits.get("tags").texts();
    } else {
      emits.get("tags").leave("an event needs a schema");
    }
    return count > 0;
  }
}

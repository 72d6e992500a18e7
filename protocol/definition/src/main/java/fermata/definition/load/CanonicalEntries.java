package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.definition.model.Entry;

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
    if (!entry.input().isEmpty()) {
      ObjectNode input = form.putObject("input");
      entry.input().forEach((name, value) -> input.set(name, CanonicalExpressions.value(value)));
    }
    return form;
  }
}

package fermata.definition.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.keys.TextForm;
import fermata.definition.schedule.CronParser;
import fermata.definition.schedule.CronReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Reads the entry points of Hive, with what starts runs at them. */
final class HiveEntries {

  private static final String NO_SUCH = "nothing starts a run in this way";

  private final Given graph;
  private final ObjectNode entries = JsonNodeFactory.instance.objectNode();
  private final Map<String, Given> triggered = new HashMap<>();

  private HiveEntries(Given graph) {
    this.graph = graph;
  }

  static HiveEntries of(Given graph, List<HiveNode> nodes) {
    var read = new HiveEntries(graph);
    read.read(nodes);
    return read;
  }

  ObjectNode written() {
    return entries;
  }

  private void read(List<HiveNode> nodes) {
    String first = nodes.isEmpty() ? "" : nodes.getFirst().source();
    String entry = graph.get("entry_node").text();
    entries.putObject("default").put("node", HiveNode.id(entry.isEmpty() ? first : entry));
    Given points = graph.get("entry_points");
    points.members().forEach((name, node) -> add(name, node));
    List<Given> listed = new ArrayList<>(points.items());
    listed.addAll(graph.get("async_entry_points").items());
    listed.forEach(this::readPoint);
  }

  private String add(String name, Given node) {
    String id = HiveNode.id(node.text());
    String entry = HiveNode.id(name.equals("start") ? "default" : name);
    JsonNode there = entries.get(entry);
    if (there != null && !there.path("node").asText().equals(id)) {
      node.change("there is an entry '" + entry + "' already; this one is '" + name + "-2'");
      entry = HiveNode.id(name + "-2");
    }
    entries.putObject(entry).put("node", id);
    return entry;
  }

  private void readPoint(Given point) {
    String id = point.get("id").text();
    String name = id.isEmpty() ? "default" : id;
    Given node = point.get("entry_node");
    String entry = node.isPresent() ? add(name, node) : HiveNode.id(name);
    ObjectNode written =
        entries.get(entry) instanceof ObjectNode there ? there : entries.putObject(entry);
    if (!written.has("node")) {
      written.set("node", entries.path("default").path("node"));
    }
    readTrigger(point, entry, written);
    readIsolation(point.get("isolation_level"), written);
    Integer most = point.get("max_concurrent").count();
    if (most != null) {
      written.put("concurrent", Math.min(most, 1_000));
      if (most > 1_000) {
        point.get("max_concurrent").change("at most 1,000 at once: written as 1000");
      }
    } else {
      point.get("max_concurrent").leave("how many at once is a whole number above 0");
    }
    point.get("name").leave("an entry point has no name beside its id");
  }

  private static void readIsolation(Given given, ObjectNode written) {
    String level = given.peekText();
    if (level.matches("isolated|shared|synchronized")) {
      given.text();
      if (!level.equals("shared")) {
        written.put("isolation", level);
      }
    } else {
      given.leave("isolation is isolated, shared or synchronized");
    }
  }

  private void readTrigger(Given point, String entry, ObjectNode written) {
    Given type = point.get("trigger_type");
    Given config = point.get("trigger_config");
    ObjectNode trigger = JsonNodeFactory.instance.objectNode();
    switch (type.peekText()) {
      case "", "manual" -> config.leave("nothing starts this entry point by itself");
      case "timer", "scheduled" -> readTimes(config, trigger);
      case "event" -> readEvent(config, trigger);
      case "webhook" -> readWebhook(config, entry, trigger);
      default -> config.leave(NO_SUCH);
    }
    if (!trigger.isEmpty()) {
      written.set("trigger", trigger);
      triggered.put(entry, point);
      type.text();
    } else if (type.peekText().equals("manual")) {
      type.text();
    } else {
      type.leave(type.peekText().equals("api") ? "any client may start a run" : NO_SUCH);
    }
  }

  private static void readTimes(Given config, ObjectNode trigger) {
    Given cron = config.get("cron");
    Given interval = config.get("interval_minutes");
    if (CronParser.parse(cron.peekText()) instanceof CronReading.Schedule) {
      trigger.put("cron", cron.text());
      interval.leave("'cron' says when");
    } else {
      cron.leave("no cron expression of five fields");
      Integer minutes = interval.count();
      if (minutes != null) {
        trigger.put("every", minutes + "m");
      } else {
        interval.leave("minutes are a whole number above 0");
      }
    }
    if (config.get("run_immediately").isTrue()) {
      config.get("run_immediately").leave("a trigger fires at its times only");
    } else {
      config.get("run_immediately").json();
    }
  }

  private static void readEvent(Given config, ObjectNode trigger) {
    Given types = config.get("event_types");
    List<String> schemas =
        types.items().stream()
            .map(Given::peekText)
            .filter(text -> !text.isEmpty() && TextForm.EVENT_SCHEMA.fits(text))
            .distinct()
            .toList();
    for (String key : List.of("filter_stream", "filter_node", "filter_graph")) {
      config.get(key).leave("a published event has no stream, node or graph");
    }
    if (schemas.isEmpty()) {
      types.leave("no schema of an event");
      return;
    }
    types.change("what Hive's runtime tells is not published here: these are schemas of events");
    ObjectNode selector = trigger.putObject("event");
    if (schemas.size() == 1) {
      selector.put("schema", schemas.getFirst());
    } else {
      selector.put(
          "when",
          schemas.stream()
              .map(schema -> "'" + schema + "'")
              .collect(Collectors.joining(", ", "${{ schema in [", "] }}")));
    }
    types.items().forEach(Given::text);
    readOwn(config.get("exclude_own_graph"), selector);
  }

  private static void readOwn(Given exclude, ObjectNode selector) {
    if (exclude.peek().isBoolean()) {
      exclude.json();
      if (!exclude.isTrue()) {
        selector.put("allow_self", true);
      }
    }
  }

  private static void readWebhook(Given config, String entry, ObjectNode trigger) {
    Given path = config.get("path");
    ObjectNode webhook = trigger.putObject("webhook");
    boolean isPath = TextForm.WEBHOOK_PATH.fits(path.peekText());
    webhook.put("path", isPath ? path.text() : "/" + entry);
    if (!isPath) {
      path.leave("no path of a webhook: written as '/" + entry + "'");
    }
    Given methods = config.get("methods");
    if (methods.items().stream().map(Given::peekText).toList().equals(List.of("POST"))) {
      methods.json();
    } else {
      methods.leave("webhooks are taken by POST only");
    }
    Given secret = config.get("secret");
    if (secret.isPresent() && !secret.saysNothing()) {
      String name = entry.toUpperCase(Locale.ROOT).replace('-', '_') + "_KEY";
      webhook.put("secret", "${{ secrets." + name + " }}");
      secret.change("a file has no secrets in it: set '" + name + "' for the daemon");
    }
  }

  /** Gives the runs that nobody asks for what the definition requires of every run. */
  void fill(SequencedMap<String, Boolean> inputs) {
    triggered.forEach(
        (entry, point) -> {
          ObjectNode given = JsonNodeFactory.instance.objectNode();
          inputs.forEach(
              (key, isRequired) -> {
                if (key.equals("event")) {
                  given.put(key, "${{ json(event) }}");
                } else if (isRequired) {
                  given.put(key, "");
                  point.change("its runs are given nothing for '" + key + "': written as empty");
                }
              });
          if (!given.isEmpty() && entries.get(entry) instanceof ObjectNode written) {
            written.set("input", given);
          }
        });
  }

  /** Whether it says no more than what holds without it. */
  boolean isOnlyFirst(List<HiveNode> nodes) {
    JsonNode only = entries.path("default");
    return entries.size() == 1
        && only.size() == 1
        && !nodes.isEmpty()
        && only.path("node").asText().equals(nodes.getFirst().id());
  }

  /** {@return the node that a run starts at where nobody names an entry} */
  String start() {
    return entries.path("default").path("node").asText();
  }

  /** {@return the nodes that runs start at} */
  List<String> starts() {
    var starts = new ArrayList<String>();
    entries.forEach(entry -> starts.add(entry.path("node").asText()));
    return starts;
  }
}

package fermata.wire.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import fermata.wire.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a client or daemon of an older protocol would trip over, of two OpenRPC documents of ours.
 *
 * <p>What is only added is no change: unknown methods, members, events and words of open sets are
 * passed over. Confined to one comparison.
 */
final class SchemaChanges {

  /** Who writes a value: the older side reads what the newer one says, or the other way round. */
  private enum Direction {
    TO_DAEMON,
    TO_CLIENT
  }

  private static final List<String> SHAPE = List.of("type", "format", "minimum", "maximum");

  private final JsonNode old;
  private final JsonNode now;
  private final List<String> changes = new ArrayList<>();
  private final Set<String> compared = new HashSet<>();

  private SchemaChanges(JsonNode old, JsonNode now) {
    this.old = old;
    this.now = now;
  }

  /** {@return the changes that break something, in words} */
  static List<String> between(JsonNode old, JsonNode now) {
    var changes = new SchemaChanges(old, now);
    changes.compareCalls("methods", Direction.TO_DAEMON);
    changes.compareCalls("x-notifications", Direction.TO_CLIENT);
    changes.compareEvents();
    changes.compareErrors();
    return changes.changes;
  }

  private void compareCalls(String list, Direction direction) {
    Map<String, JsonNode> present = byName(now.path(list));
    byName(old.path(list))
        .forEach(
            (name, before) -> {
              JsonNode after = present.get(name);
              if (after == null) {
                changes.add(name + ": removed");
                return;
              }
              compare(parametersOf(before), parametersOf(after), direction, name + ": params");
              compare(
                  before.path("result").path("schema"),
                  after.path("result").path("schema"),
                  Direction.TO_CLIENT,
                  name + ": result");
              if (!before.path("x-mutating").equals(after.path("x-mutating"))) {
                changes.add(name + ": whether it takes a key was changed");
              }
            });
  }

  /** {@return params as the object that they travel as} */
  private static JsonNode parametersOf(JsonNode method) {
    var object = Json.mapper().createObjectNode().put("type", "object");
    var properties = object.putObject("properties");
    var required = object.putArray("required");
    for (JsonNode each : method.path("params")) {
      properties.set(each.path("name").asText(), each.path("schema"));
      if (each.path("required").asBoolean()) {
        required.add(each.path("name").asText());
      }
    }
    return object;
  }

  private void compareEvents() {
    Map<String, JsonNode> present = byName(now.path("x-events"));
    byName(old.path("x-events"))
        .forEach(
            (name, before) -> {
              JsonNode after = present.get(name);
              if (after == null) {
                changes.add(name + ": removed");
              } else {
                compare(before.path("data"), after.path("data"), Direction.TO_CLIENT, name);
              }
            });
  }

  private void compareErrors() {
    for (Map.Entry<String, JsonNode> each : old.path("x-errors").properties()) {
      JsonNode after = now.path("x-errors").path(each.getKey());
      for (String member : List.of("code", "retryable")) {
        if (!each.getValue().path(member).equals(after.path(member))) {
          changes.add("error %s: %s was changed".formatted(each.getKey(), member));
        }
      }
    }
  }

  private static Map<String, JsonNode> byName(JsonNode list) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    list.forEach(each -> named.put(each.path("name").asText(), each));
    return named;
  }

  private void compare(JsonNode before, JsonNode after, Direction direction, String place) {
    String pair = before.path("$ref") + " " + after.path("$ref") + " " + direction;
    if (before.has("$ref") && !compared.add(pair)) {
      return;
    }
    JsonNode was = resolved(old, before);
    JsonNode is = resolved(now, after);
    for (String member : SHAPE) {
      if (!was.path(member).equals(is.path(member))) {
        changes.add(
            "%s: %s was %s, is %s".formatted(place, member, text(was, member), text(is, member)));
        return;
      }
    }
    compareMembers(was, is, direction, place);
    compareWords(was, is, direction, place);
    compareCases(was, is, direction, place);
    for (String inner : List.of("items", "additionalProperties")) {
      if (was.has(inner)) {
        compare(was.path(inner), is.path(inner), direction, place + " " + inner);
      }
    }
  }

  private static String text(JsonNode schema, String member) {
    return schema.has(member) ? schema.path(member).asText() : "nothing";
  }

  private void compareMembers(JsonNode was, JsonNode is, Direction direction, String place) {
    Set<String> wanted = words(was.path("required"));
    Set<String> wants = words(is.path("required"));
    for (Map.Entry<String, JsonNode> each : was.path("properties").properties()) {
      String name = each.getKey();
      if (!is.path("properties").has(name)) {
        changes.add("%s.%s: removed".formatted(place, name));
        continue;
      }
      compare(each.getValue(), is.path("properties").path(name), direction, place + "." + name);
      if (direction == Direction.TO_CLIENT && wanted.contains(name) && !wants.contains(name)) {
        changes.add("%s.%s: may be absent, which clients do not expect".formatted(place, name));
      }
    }
    if (direction == Direction.TO_DAEMON) {
      wants.stream()
          .filter(name -> !wanted.contains(name))
          .forEach(
              name ->
                  changes.add(
                      "%s.%s: must be given, which clients do not do".formatted(place, name)));
    }
  }

  private void compareWords(JsonNode was, JsonNode is, Direction direction, String place) {
    for (String list : List.of("enum", "examples")) {
      Set<String> before = words(was.path(list));
      Set<String> after = words(is.path(list));
      before.stream()
          .filter(word -> !after.contains(word))
          .forEach(word -> changes.add("%s: the word %s was removed".formatted(place, word)));
      if (direction == Direction.TO_CLIENT && was.has("enum")) {
        after.stream()
            .filter(word -> !before.contains(word))
            .forEach(
                word ->
                    changes.add("%s: the set is closed, and %s was added".formatted(place, word)));
      }
    }
  }

  private void compareCases(JsonNode was, JsonNode is, Direction direction, String place) {
    Map<String, JsonNode> before = casesOf(was);
    Map<String, JsonNode> after = casesOf(is);
    before.forEach(
        (word, schema) -> {
          if (after.containsKey(word)) {
            compare(schema, after.get(word), direction, place + " " + word);
          } else {
            changes.add("%s: the case %s was removed".formatted(place, word));
          }
        });
    if (direction == Direction.TO_CLIENT) {
      after.keySet().stream()
          .filter(word -> !before.containsKey(word))
          .forEach(word -> changes.add("%s: the case %s was added".formatted(place, word)));
    }
  }

  private static Map<String, JsonNode> casesOf(JsonNode schema) {
    Map<String, JsonNode> cases = new LinkedHashMap<>();
    String tag = schema.path("required").path(0).asText();
    for (JsonNode each : schema.path("oneOf")) {
      cases.put(each.path("properties").path(tag).path("const").asText(), each);
    }
    return cases;
  }

  private static JsonNode resolved(JsonNode document, JsonNode schema) {
    JsonNode reference = schema.path("$ref");
    return reference instanceof MissingNode ? schema : document.at(reference.asText().substring(1));
  }

  private static Set<String> words(JsonNode list) {
    Set<String> words = new TreeSet<>();
    list.forEach(each -> words.add(each.asText()));
    return words;
  }
}

package fermata.daemon.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.selector.SelectableEvent;
import fermata.definition.selector.Selector;
import fermata.definition.selector.SelectorForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The index finds exactly what asking every selector finds. */
class SelectorIndexTest {

  private static final int SEEDS = 200;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Test
  void findsWhatAskingEachOneFinds() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new SplittableRandom(seed);
      var index = new SelectorIndex<Integer>();
      Map<Integer, Selector> all = new LinkedHashMap<>();
      for (int i = 0; i < 60; i++) {
        Selector selector = selector(random);
        index.add(i, selector);
        all.put(i, selector);
      }
      for (int i = 0; i < 30; i++) {
        int gone = random.nextInt(60);
        index.remove(gone);
        all.remove(gone);
        SelectableEvent event = event(random);
        List<Integer> expected = new ArrayList<>();
        all.forEach(
            (id, selector) -> {
              if (selector.matches(event)) {
                expected.add(id);
              }
            });
        assertThat(index.matching(event))
            .as("seed %s, %s", seed, event)
            .containsExactlyInAnyOrderElementsOf(expected);
      }
      assertThat(index.size()).isEqualTo(all.size());
    }
  }

  @Test
  void looksAtFewOfMany() throws Exception {
    var index = new SelectorIndex<Integer>();
    for (int i = 0; i < 10_000; i++) {
      ObjectNode form = JSON.objectNode().put("schema", "order.paid.v1");
      form.putArray("where").addObject().put("path", "$.order").put("op", "eq").put("value", i);
      index.add(i, read(form));
    }
    JsonNode data = new ObjectMapper().readTree("{\"order\": 4711.0}");
    var event = new SelectableEvent("order.paid.v1", List.of(), data);
    var seen = new ArrayList<Integer>();
    seen.addAll(index.candidates(event));

    assertThat(seen).containsExactly(4711);
    assertThat(index.matching(event)).containsExactly(4711);
  }

  private static SelectableEvent event(SplittableRandom random) {
    ObjectNode data = JSON.objectNode();
    data.set("a", value(random));
    if (random.nextBoolean()) {
      data.set("b", value(random));
    }
    List<String> tags = new ArrayList<>();
    for (String tag : List.of("x", "y", "z")) {
      if (random.nextInt(3) == 0) {
        tags.add(tag);
      }
    }
    return new SelectableEvent(schema(random), tags, data);
  }

  private static Selector selector(SplittableRandom random) {
    ObjectNode form = JSON.objectNode().put("match_all", true);
    String schema = schema(random);
    if (schema != null) {
      form.put("schema", schema);
    }
    addTags(form, "any_tags", random);
    addTags(form, "all_tags", random);
    if (random.nextBoolean()) {
      ArrayNode where = form.putArray("where");
      for (int i = 0; i <= random.nextInt(2); i++) {
        where
            .addObject()
            .put("path", one(random, "$.a", "$['b']", "$"))
            .put("op", one(random, "eq", "eq", "ne", "exists"))
            .set("value", value(random));
      }
    }
    return SelectorForm.read(form) instanceof SelectorForm.Reading.Fine(var selector)
        ? selector
        : read(JSON.objectNode().put("match_all", true));
  }

  private static void addTags(ObjectNode form, String key, SplittableRandom random) {
    if (random.nextInt(3) == 0) {
      form.putArray(key).add(one(random, "x", "y")).add(one(random, "y", "z"));
    }
  }

  private static JsonNode value(SplittableRandom random) {
    return switch (random.nextInt(7)) {
      case 0 -> JSON.numberNode(1);
      case 1 -> JSON.numberNode(1.0);
      case 2 -> JSON.numberNode(1.5);
      case 3 -> JSON.textNode("1");
      case 4 -> JSON.booleanNode(true);
      case 5 -> JSON.nullNode();
      default -> JSON.arrayNode().add(1);
    };
  }

  private static Selector read(JsonNode form) {
    return ((SelectorForm.Reading.Fine) SelectorForm.read(form)).selector();
  }

  private static @Nullable String schema(SplittableRandom random) {
    return random.nextInt(3) == 0 ? null : one(random, "s.v1", "t.v1");
  }

  @SafeVarargs
  private static <T> T one(SplittableRandom random, T... values) {
    return values[random.nextInt(values.length)];
  }
}

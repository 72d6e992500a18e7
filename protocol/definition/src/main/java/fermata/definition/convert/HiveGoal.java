package fermata.definition.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the goal of Hive.
 *
 * <p>What Hive measures are words that nobody evaluates, so a model judges them. Its constraints
 * are words too; they become a part of the description, which models that judge read.
 */
record HiveGoal(Given goal) {

  private static final BigDecimal WEIGHT_MIN = new BigDecimal("0.0001");
  private static final BigDecimal WEIGHT_MAX = new BigDecimal(10_000);

  /** {@return the goal; an empty one where there is none} */
  ObjectNode read() {
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    String description =
        Stream.of(headline(), constraints())
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n\n"));
    if (!description.isEmpty()) {
      written.put("description", description);
    }
    ArrayNode success = JsonNodeFactory.instance.arrayNode();
    var ids = new HashSet<String>();
    for (Given criterion : goal.get("success_criteria").items()) {
      success.add(criterion(criterion, success.size() + 1, ids));
    }
    if (!success.isEmpty()) {
      written.set("success", success);
    }
    if (!written.isEmpty()) {
      keepId(written);
    }
    takeWhere(goal.get("status"), "draft");
    return written;
  }

  private String headline() {
    if (!goal.isMapping()) {
      return goal.text();
    }
    String name = goal.get("name").text();
    String description = goal.get("description").text();
    return Stream.of(name, description)
        .filter(text -> !text.isEmpty())
        .distinct()
        .collect(Collectors.joining(": "));
  }

  private void keepId(ObjectNode written) {
    String id = goal.get("id").text();
    if (!id.isEmpty()) {
      written.put("x-id", id);
    }
  }

  private static ObjectNode criterion(Given given, int number, Set<String> ids) {
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    if (!given.isMapping()) {
      String text = given.text();
      written.put("id", unique("criterion-" + number, ids));
      return written.put("judge", text.isEmpty() ? "It is met." : Draft.literal(text));
    }
    String source = given.get("id").text();
    String id = unique(source.isEmpty() ? "criterion-" + number : HiveNode.id(source), ids);
    if (!source.isEmpty() && !id.equals(source)) {
      given.get("id").change("an id is letters, digits, '_' and '-': written as '" + id + "'");
    }
    written.put("id", id).put("judge", question(given, source));
    readWeight(given.get("weight"), written);
    takeWhere(given.get("met"), "false");
    return written;
  }

  private static String unique(String id, Set<String> ids) {
    String unique = id;
    for (int next = 2; !ids.add(unique); next++) {
      unique = id + "-" + next;
    }
    return unique;
  }

  private static String question(Given given, String id) {
    String words = given.get("description").text();
    String measure =
        Stream.of("metric", "target", "type")
            .map(key -> given.get(key).text())
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" "));
    String both =
        Stream.of(words, measure.isEmpty() || words.isEmpty() ? measure : "(" + measure + ")")
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" "));
    return both.isEmpty() ? (id.isEmpty() ? "It is met." : Draft.literal(id)) : Draft.literal(both);
  }

  private static void readWeight(Given weight, ObjectNode written) {
    JsonNode value = weight.peek();
    boolean isWeight =
        value.isNumber()
            && value.decimalValue().compareTo(WEIGHT_MIN) >= 0
            && value.decimalValue().compareTo(WEIGHT_MAX) <= 0;
    if (isWeight) {
      written.set("weight", weight.json());
    } else {
      weight.leave("a weight is a number above 0");
    }
  }

  private String constraints() {
    String lines =
        goal.get("constraints").items().stream()
            .map(HiveGoal::constraint)
            .filter(line -> !line.isEmpty())
            .map(line -> "\n- " + line)
            .collect(Collectors.joining());
    return lines.isEmpty() ? "" : "Constraints:" + lines;
  }

  private static String constraint(Given given) {
    if (!given.saysNothing()) {
      given.change(
          "no expression says it: it stands in the goal's description, for models that judge");
    }
    if (!given.isMapping()) {
      return given.text();
    }
    String words = given.get("description").text();
    String rest =
        Stream.of("id", "constraint_type", "category", "check")
            .map(key -> given.get(key).text())
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    return words.isEmpty() || rest.isEmpty() ? words + rest : words + " (" + rest + ")";
  }

  /** What is so of every goal that no run has met yet says nothing. */
  private static void takeWhere(Given given, String usual) {
    if (given.peekText().equals(usual)) {
      given.text();
    } else {
      given.leave("whether it is met is told of a run, not of its definition");
    }
  }
}

package fermata.definition.convert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Reads an edge of Hive.
 *
 * @param terminal the nodes after which a run of Hive ends
 */
record HiveEdgeReader(HiveMemory memory, List<String> terminal) {

  private static final String NEVER = "${{ false }}";

  Optional<ObjectNode> read(Given edge) {
    Given source = edge.get("source", "from_node");
    String from = HiveNode.id(source.peekText());
    String condition = edge.get("condition").peekText();
    if (terminal.contains(from)) {
      edge.leave("a run of Hive ends at '" + source.peekText() + "', so nothing follows it");
      return Optional.empty();
    }
    source.text();
    String to = HiveNode.id(edge.get("target", "to_node").text());
    ObjectNode way = JsonNodeFactory.instance.objectNode().put("from", from).put("to", to);
    readCondition(edge, condition, from, way);
    Given priority = edge.get("priority");
    if (priority.peek().canConvertToInt()) {
      int value = priority.json().intValue();
      if (value != 0) {
        way.put("priority", value);
      }
    }
    readDescription(edge, way);
    readMapping(edge, from, to);
    return Optional.of(way);
  }

  private void readCondition(Given edge, String condition, String from, ObjectNode way) {
    Given given = edge.get("condition");
    switch (condition) {
      case "", "on_success" -> given.text();
      case "always" -> way.put("on", given.text());
      case "on_failure" -> {
        given.text();
        way.put("on", "failure");
      }
      case "conditional" -> {
        given.text();
        readExpression(edge.get("condition_expr"), from, way);
      }
      case "llm_decide" -> {
        given.text();
        String question = edge.get("description").peekText();
        way.put("decide", question.isEmpty() ? "Go on?" : Draft.literal(question));
      }
      default -> {
        given.leave("there is no such condition: the way is never taken");
        way.put("when", NEVER);
      }
    }
    if (!condition.equals("conditional")) {
      edge.get("condition_expr").leave("the way is not conditional, so Hive never looks at it");
    }
  }

  private void readExpression(Given expression, String from, ObjectNode way) {
    Optional<HiveNode> source = memory.find(from);
    Optional<String> translated =
        PythonCondition.translate(
            expression.peekText(), name -> source.flatMap(node -> nameIn(node, name)));
    if (translated.isPresent()) {
      expression.text();
      way.put("when", "${{ " + translated.get() + " }}");
      return;
    }
    way.put("when", NEVER);
    if (expression.isPresent() && !expression.saysNothing()) {
      expression.leave("cannot be said as an expression: the way is never taken");
    } else {
      edgeWithout(expression);
    }
  }

  private static void edgeWithout(Given expression) {
    expression
        .ledger()
        .note(
            ImportNote.Kind.CHANGED,
            expression,
            "the way has no condition, and Hive never takes it: written as one that never holds");
  }

  private Optional<String> nameIn(HiveNode source, String name) {
    String key = HiveNode.name(name);
    if (source.outputs().contains(key)) {
      boolean isOptional = source.optional().contains(key);
      return Optional.of(isOptional ? "coalesce(output." + key + ", '')" : "output." + key);
    }
    boolean isKnown = memory.inputs().containsKey(key) || !memory.setters(source, key).isEmpty();
    return isKnown ? Optional.of(memory.read(source, key)) : Optional.empty();
  }

  /** The id is nobody's business but the file's; it is kept where nothing else names the way. */
  private static void readDescription(Given edge, ObjectNode way) {
    String description = edge.get("description").text();
    if (!description.isEmpty()) {
      way.put("label", description);
    }
    String id = edge.get("id").text();
    if (!id.isEmpty()) {
      way.put("x-id", id);
    }
  }

  private void readMapping(Given edge, String from, String to) {
    edge.get("input_mapping")
        .members()
        .forEach(
            (key, source) -> {
              boolean isRead =
                  memory.find(to).stream()
                      .anyMatch(node -> node.inputs().contains(HiveNode.name(key)));
              boolean isSet =
                  memory.find(from).stream()
                      .anyMatch(node -> node.outputs().contains(HiveNode.name(source.peekText())));
              if (isRead && isSet) {
                source.text();
              } else {
                source.leave(
                    isRead
                        ? "'" + from + "' sets no such output"
                        : "'" + to + "' reads no such key");
              }
            });
  }
}

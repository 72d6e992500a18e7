package fermata.definition.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives an end to a graph of Hive that has none.
 *
 * <p>Some agents of Hive go round for as long as somebody talks with them. A run must be able to
 * complete, so a person is asked before it begins anew.
 */
record HiveEnding(ObjectNode nodes, ArrayNode edges, String start) {

  /** {@return whether it was without an end, and now asks} */
  boolean add() {
    List<ObjectNode> back = new ArrayList<>();
    for (JsonNode edge : edges) {
      if (edge instanceof ObjectNode way && way.path("to").asText().equals(start)) {
        back.add(way);
      }
    }
    if (back.isEmpty() || !isEndless()) {
      return false;
    }
    String ask = unique("go-on");
    String end = unique("end");
    back.forEach(way -> way.put("to", ask));
    nodes.putObject(ask).put("kind", "human").put("ask", "Begin anew?").put("approve", true);
    nodes.putObject(end).put("kind", "transform").putObject("set").put("ended", true);
    edges.addObject().put("from", ask).put("to", start).put("when", "${{ output.approve }}");
    edges.addObject().put("from", ask).put("to", end).put("default", true);
    return true;
  }

  private boolean isEndless() {
    var leaving = new ArrayList<String>();
    edges.forEach(edge -> leaving.add(edge.path("from").asText()));
    var all = new ArrayList<String>();
    nodes.fieldNames().forEachRemaining(all::add);
    return leaving.containsAll(all);
  }

  private String unique(String id) {
    return nodes.has(id) ? unique(id + "-2") : id;
  }
}

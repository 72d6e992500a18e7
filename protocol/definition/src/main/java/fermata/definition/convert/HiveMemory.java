package fermata.definition.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Hive's memory, which all nodes of a run share, as outputs of nodes and fields of the input.
 *
 * <p>A key is read from the nodes that set it; of several, from the last of the file that has set
 * it. What no node sets is given with the start of a run.
 *
 * @param nodes in the order of the file
 * @param ways from where to where, as ids of the result
 * @param renamed for a node, what its inputs are called where they come from
 * @param starts the nodes that runs start at
 */
record HiveMemory(
    List<HiveNode> nodes,
    List<Way> ways,
    Map<String, Map<String, Way>> renamed,
    Set<String> starts) {

  /**
   * A way.
   *
   * @param key what the source calls the value; empty where the way renames nothing
   */
  record Way(String from, String to, String key) {}

  Optional<HiveNode> find(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
  }

  /** {@return the fields of the input, and whether each is required} */
  SequencedMap<String, Boolean> inputs() {
    var inputs = new LinkedHashMap<String, Boolean>();
    for (HiveNode node : nodes) {
      for (String key : node.inputs()) {
        boolean isSet = !setters(node, key).isEmpty();
        if (!isSet || starts.contains(node.id())) {
          inputs.merge(key, !isSet, Boolean::logicalOr);
        }
      }
    }
    return inputs;
  }

  /** {@return the expression for a key that a node reads} */
  String read(HiveNode reader, String key) {
    var places = new ArrayList<String>();
    boolean isSure = false;
    for (HiveNode setter : setters(reader, key).reversed()) {
      String output = outputOf(setter, reader, key);
      places.add(setter.read(output));
      isSure |= !setter.optional().contains(output) && isBefore(setter.id(), reader.id());
    }
    Boolean isRequired = inputs().get(key);
    if (isRequired != null) {
      places.add("input." + key);
      isSure |= isRequired;
    }
    if (!isSure) {
      places.add("''");
    }
    return places.size() == 1 ? places.getFirst() : "coalesce(" + String.join(", ", places) + ")";
  }

  private String outputOf(HiveNode setter, HiveNode reader, String key) {
    Way way = renamed.getOrDefault(reader.id(), Map.of()).get(key);
    return way != null && way.from().equals(setter.id()) ? way.key() : key;
  }

  List<HiveNode> setters(HiveNode reader, String key) {
    return nodes.stream()
        .filter(node -> node.outputs().contains(outputOf(node, reader, key)))
        .filter(node -> !node.id().equals(reader.id()))
        .toList();
  }

  /** Whether every way from a start to a node passes another one. */
  private boolean isBefore(String setter, String reader) {
    var found = new HashSet<String>();
    var open = new ArrayList<>(new LinkedHashSet<>(starts));
    while (!open.isEmpty()) {
      String node = open.removeLast();
      if (!node.equals(setter) && found.add(node)) {
        ways.stream().filter(way -> way.from().equals(node)).forEach(way -> open.add(way.to()));
      }
    }
    return !found.contains(reader);
  }
}

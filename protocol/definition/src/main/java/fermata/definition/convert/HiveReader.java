package fermata.definition.convert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Reads a definition of Hive, in either of its forms.
 *
 * <p>Source: adenhq/hive, {@code core/framework/graph} at 0.5; {@code
 * core/framework/schemas/agent_config.py} of August 2026.
 */
final class HiveReader {

  /** What Hive takes where a definition names no model. */
  private static final String MODEL_DEFAULT = "claude-haiku-4-5-20251001";

  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          Map.entry("metadata", "a definition keeps no notes about itself"),
          Map.entry("max_tokens", "how long a reply may be is the provider's to say"),
          Map.entry("cleanup_llm_model", "there is no second model that repairs outputs"),
          Map.entry("max_retries_per_node", "each node says its own retry"),
          Map.entry("memory_keys", "what is shared are the outputs of nodes"),
          Map.entry("pause_nodes", "a run is held by a human node"),
          Map.entry("mcp_servers", "tool servers stand in the project file, under 'servers'"),
          Map.entry("pipeline", "there are no stages around a run"),
          Map.entry("created_by", "a definition keeps no notes about itself"));

  private final Given root;
  private final Given agent;
  private final Given graph;
  private final ObjectNode tree = JsonNodeFactory.instance.objectNode();

  private HiveReader(Given root, Given agent, Given graph) {
    this.root = root;
    this.agent = agent;
    this.graph = graph;
  }

  static HiveReader ofExport(Given root) {
    return new HiveReader(root, root.get("agent"), root.get("graph"));
  }

  static HiveReader ofConfiguration(Given root) {
    return new HiveReader(root, root, root);
  }

  Draft read() {
    String name = readName();
    readHead();
    List<HiveNode> nodes = graph.get("nodes").items().stream().map(HiveNode::of).toList();
    HiveEntries entries = HiveEntries.of(graph, nodes);
    HiveMemory memory = memory(nodes, entries);
    readInput(memory);
    entries.fill(memory.inputs());
    readLimits();
    readGoal();
    readTools(nodes);
    if (!entries.isOnlyFirst(nodes)) {
      tree.set("entries", entries.written());
    }
    ObjectNode written = tree.putObject("nodes");
    var reader = new HiveNodeReader(root, graph, memory);
    nodes.forEach(node -> written.set(node.id(), reader.read(node)));
    readEdges(memory, written, entries.start());
    LEFT_OUT.forEach(
        (key, reason) -> {
          graph.get(key).leave(reason);
          if (!graph.pointer().isEmpty()) {
            root.get(key).leave(reason);
          }
        });
    return new Draft(name, tree);
  }

  private String readName() {
    Given given = agent.get("name");
    String source = given.text();
    Given id = agent.get("id");
    String name = Draft.agentName(source.isEmpty() ? id.peekText() : source);
    String written = name.isEmpty() ? "imported-agent" : name;
    if (!written.equals(source)) {
      Given place = given.isPresent() ? given : agent;
      place.change(
          "an agent name is lower-case letters, digits and '-': written as '" + written + "'");
    }
    takeIfSaid(id, written);
    takeIfSaid(graph.get("id"), written);
    tree.put("agent", written);
    return written;
  }

  /** A second name that comes to the same is in the result. */
  private static void takeIfSaid(Given id, String name) {
    if (Draft.agentName(id.peekText()).equals(name)) {
      id.text();
    } else {
      id.leave("an agent has one name");
    }
  }

  private void readHead() {
    String version = agent.get("version").text();
    if (!version.isEmpty()) {
      tree.put("version", version);
    }
    if (graph.get("version").peekText().equals(version)) {
      graph.get("version").text();
    }
    String description = agent.get("description").text();
    if (!description.isEmpty()) {
      tree.put("description", description);
    }
    if (graph.get("description").peekText().equals(description)) {
      graph.get("description").text();
    }
    readModel();
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    root.get("variables").members().forEach((key, value) -> variable(key, value, variables));
    String identity = graph.get("identity_prompt").text();
    if (!identity.isEmpty()) {
      variables.put(HiveNodeReader.IDENTITY, identity);
    }
    if (!variables.isEmpty()) {
      tree.set("variables", variables);
    }
    takeOrLeave(
        graph.get("conversation_mode"), "isolated", "each node has a conversation of its own");
  }

  /** What is the case anyway is in the result. */
  private static void takeOrLeave(Given given, String usual, String reason) {
    if (given.peekText().equals(usual)) {
      given.text();
    } else {
      given.leave(reason);
    }
  }

  private static void variable(String key, Given value, ObjectNode variables) {
    String name = HiveNode.name(key);
    variables.set(name, value.json());
    if (!name.equals(key)) {
      value.change("a name is letters, digits and '_': written as '" + name + "'");
    }
  }

  private void readModel() {
    Given given = graph.get("default_model", "model");
    String source = given.peekText();
    String model = Draft.model(source.isEmpty() ? MODEL_DEFAULT : source);
    if (model.isEmpty()) {
      given.leave("a model is named as 'provider/model', and this does not tell the provider");
      return;
    }
    tree.put("model", model);
    given.text();
    if (source.isEmpty()) {
      graph.change("names no model: what Hive takes then is written out, '" + model + "'");
    }
  }

  private void readInput(HiveMemory memory) {
    var inputs = memory.inputs();
    if (inputs.isEmpty()) {
      return;
    }
    ObjectNode input = tree.putObject("input");
    inputs.forEach(
        (key, isRequired) -> {
          ObjectNode field = input.putObject(key).put("type", "string");
          if (!isRequired) {
            field.put("required", false);
          }
        });
  }

  private void readLimits() {
    ObjectNode limits = JsonNodeFactory.instance.objectNode();
    Given cost = graph.get("max_cost_per_run");
    if (cost.peek().isNumber() && cost.peek().decimalValue().signum() > 0) {
      limits.set("cost_usd", cost.json());
    }
    Integer steps = graph.get("max_steps").count();
    if (steps != null) {
      limits.put("steps", steps);
    }
    if (!limits.isEmpty()) {
      tree.set("limits", limits);
    }
  }

  private void readGoal() {
    Given given = root.get("goal");
    takeIfSame(graph.get("goal_id"), given.get("id"));
    ObjectNode goal = new HiveGoal(given).read();
    if (!goal.isEmpty()) {
      tree.set("goal", goal);
    }
  }

  private static void takeIfSame(Given given, Given other) {
    if (given.peekText().equals(other.peekText())) {
      given.text();
    } else {
      given.leave("an agent has one goal");
    }
  }

  private void readTools(List<HiveNode> nodes) {
    var tools = new LinkedHashSet<String>(root.get("required_tools").texts());
    Given given = root.get("tools");
    tools.addAll((given.isMapping() ? given.get("allowed", "tools") : given).texts());
    if (given.get("policy").peekText().matches("explicit|none")) {
      given.get("policy").text();
    }
    List<String> denied = given.get("denied").texts();
    for (HiveNode node : nodes) {
      Given own = node.given().get("tools");
      Given allowed = own.isMapping() ? own.get("allowed", "tools") : own;
      allowed.items().forEach(tool -> tools.add(tool.peekText()));
    }
    if (!tools.isEmpty()) {
      ArrayNode list = tree.putArray("tools");
      tools.forEach(list::add);
    }
    if (!denied.isEmpty()) {
      ArrayNode list = tree.putArray("deny");
      denied.forEach(list::add);
    }
  }

  private HiveMemory memory(List<HiveNode> nodes, HiveEntries entries) {
    var ways = new ArrayList<HiveMemory.Way>();
    var renamed = new HashMap<String, Map<String, HiveMemory.Way>>();
    for (Given edge : graph.get("edges").items()) {
      String from = HiveNode.id(edge.get("source", "from_node").peekText());
      String to = HiveNode.id(edge.get("target", "to_node").peekText());
      ways.add(new HiveMemory.Way(from, to, ""));
      edge.get("input_mapping")
          .members()
          .forEach(
              (key, source) ->
                  renamed
                      .computeIfAbsent(to, _ -> new HashMap<>())
                      .put(
                          HiveNode.name(key),
                          new HiveMemory.Way(from, to, HiveNode.name(source.peekText()))));
    }
    return new HiveMemory(nodes, ways, renamed, new LinkedHashSet<>(entries.starts()));
  }

  private void readEdges(HiveMemory memory, ObjectNode nodes, String start) {
    var terminal = new ArrayList<String>();
    for (Given node : graph.get("terminal_nodes").items()) {
      String id = HiveNode.id(node.peekText());
      if (memory.find(id).isPresent()) {
        node.text();
        terminal.add(id);
      } else {
        node.leave("there is no node of this id");
      }
    }
    ArrayNode edges = JsonNodeFactory.instance.arrayNode();
    for (Given edge : graph.get("edges").items()) {
      new HiveEdgeReader(memory, terminal).read(edge).ifPresent(edges::add);
    }
    // Without any way the nodes would run in the order of the file.
    if (edges.isEmpty() && memory.nodes().size() > 1) {
      graph.change("has no ways, and nodes without ways run one after the other");
    }
    if (new HiveEnding(nodes, edges, start).add()) {
      graph.change(
          "never ends, and a run must be able to: a person is asked before it begins anew");
    }
    if (!edges.isEmpty()) {
      tree.set("edges", edges);
    }
  }
}

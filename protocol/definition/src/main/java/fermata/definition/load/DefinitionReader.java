package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.agent.AgentKnowledge;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.AgentName;
import fermata.definition.model.Approvals;
import fermata.definition.model.Entry;
import fermata.definition.model.Limits;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.model.OnLimit;
import fermata.definition.model.Ordered;
import fermata.definition.model.RecoveryPolicy;
import fermata.definition.model.Subscription;
import fermata.definition.model.ToolPattern;
import fermata.definition.model.Trigger;
import fermata.definition.model.Ways;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** Reads a whole definition, leniently: what is broken is left out or has its default. */
record DefinitionReader(Texts texts, AgentKnowledge agents) {

  /** {@return the definition without its digest} */
  AgentDefinition read(Spot root) {
    var fields = new FieldReader(texts);
    SequencedMap<NodeId, Node> nodes =
        new NodeReader(texts, fields, agents).nodes(root.get("nodes"));
    List<Subscription> subscriptions =
        new EventReader(texts).subscriptions(root.get("subscriptions"));
    return new AgentDefinition(
        new AgentName(root.get("agent").textOr("")),
        root.get("version").textOr(""),
        root.get("description").textOr(""),
        root.get("model").text(),
        root.get("models").texts(),
        variables(root.get("variables")),
        fields.fields(root.get("input")),
        fields.outputs(root.get("output")),
        fields.stateKeys(root.get("state")),
        limits(root.get("limits"), root.get("on_limit")),
        tools(root.get("tools"), nodes),
        NodeReader.patterns(root.get("deny")),
        approvals(root.get("approvals")),
        Words.find(RecoveryPolicy.class, root.get("recovery").textOr("resume"))
            .orElse(RecoveryPolicy.RESUME),
        new GoalReader(texts).goal(root.get("goal")),
        subscribed(new EntryReader(texts).entries(root.get("entries"), nodes), subscriptions),
        subscriptions,
        nodes,
        Ways.of(new EdgeReader(texts, List.copyOf(nodes.keySet())).edges(root)),
        Ordered.empty(),
        "");
  }

  /** An entry point whose runs events start has them as its trigger. */
  private static SequencedMap<String, Entry> subscribed(
      SequencedMap<String, Entry> entries, List<Subscription> subscriptions) {
    for (Subscription subscription : subscriptions) {
      if (subscription instanceof Subscription.Triggering(var on, var entry, var input)) {
        var events = new Trigger.Events(on, input);
        entries.computeIfPresent(entry, (_, found) -> found.firedBy(events));
      }
    }
    return entries;
  }

  private static SequencedMap<String, JsonNode> variables(Spot spot) {
    SequencedMap<String, JsonNode> variables = new LinkedHashMap<>();
    spot.forEach((name, value) -> variables.put(name, value.json()));
    return variables;
  }

  private static Limits limits(Spot spot, Spot onLimit) {
    return new Limits(
        spot.get("cost_usd").decimal(),
        spot.get("tokens").whole(),
        spot.get("duration").duration(),
        spot.get("steps").smallOr(Limits.STEPS_DEFAULT),
        spot.get("tool_calls").smallOr(Limits.TOOL_CALLS_DEFAULT),
        spot.get("deadline").duration(),
        spot.get("concurrent_runs").small(),
        onLimit(onLimit));
  }

  private static OnLimit onLimit(Spot spot) {
    String model = spot.get("degrade").text();
    if (model != null) {
      return new OnLimit.Degrade(model);
    }
    return "ask".equals(spot.text()) ? new OnLimit.Ask() : new OnLimit.Fail();
  }

  /** Without {@code tools} the nodes may use what they name. */
  private static List<ToolPattern> tools(Spot spot, SequencedMap<NodeId, Node> nodes) {
    if (spot.isPresent()) {
      return NodeReader.patterns(spot);
    }
    SequencedSet<ToolPattern> named = new LinkedHashSet<>();
    for (Node node : nodes.values()) {
      named.addAll(toolsOf(node));
    }
    return List.copyOf(named);
  }

  private static List<ToolPattern> toolsOf(Node node) {
    return switch (node) {
      case Node.Llm llm -> llm.tools() == null ? List.of() : llm.tools();
      case Node.Tool _,
          Node.Workflow _,
          Node.Code _,
          Node.Human _,
          Node.Router _,
          Node.Transform _,
          Node.Wait _,
          Node.Emit _,
          Node.Agent _,
          Node.Map _ ->
          node.namedTools().stream().map(tool -> new ToolPattern(tool.value())).toList();
    };
  }

  private Approvals approvals(Spot spot) {
    var rules = new ArrayList<Approvals.Rule>();
    for (Spot rule : spot.get("rules").items()) {
      rules.add(
          new Approvals.Rule(
              new ToolPattern(rule.get("tool").textOr("")),
              texts.expression(rule.get("when")),
              verdict(rule.get("then"), Approvals.Verdict.DENY)));
    }
    Spot general = spot.get("default");
    return new Approvals(
        general.isPresent() ? verdict(general, Approvals.Verdict.ASK) : null, rules);
  }

  /** A word that cannot be read means the stricter thing: approvals fail closed. */
  private static Approvals.Verdict verdict(Spot spot, Approvals.Verdict other) {
    return Words.find(Approvals.Verdict.class, spot.textOr("")).orElse(other);
  }
}

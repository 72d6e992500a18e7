package fermata.definition.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An agent, whole: its interface, its graph and its policies.
 *
 * <p>Every node that an edge or an entry names exists. The digest stands for everything that
 * decides how the agent runs; a session is pinned to it.
 *
 * @param name unique in a workspace
 * @param version as written; empty where the file has none
 * @param model the default of {@code llm} nodes, {@code provider/model}
 * @param models the fallbacks, in order, tried when {@code model} is unavailable
 * @param variables constants, by name
 * @param input the fields that a run is started with
 * @param output the fields of a run's result
 * @param state the keys of the shared state
 * @param tools what nodes may use; {@code deny} wins
 * @param goal what its runs are judged by
 * @param entries entry points by name; {@code default} is always there
 * @param subscriptions the published events that it sees without being asked, in the order of the
 *     file
 * @param ways the edges; the successors that nodes and routers name are here too
 * @param agentTools the agents that it names as tools, with the digests of their definitions
 * @param digest SHA-256 of the canonical form, 64 hexadecimal digits
 */
public record AgentDefinition(
    AgentName name,
    String version,
    String description,
    @Nullable String model,
    List<String> models,
    SequencedMap<String, JsonNode> variables,
    SequencedMap<String, Field> input,
    SequencedMap<String, OutputField> output,
    SequencedMap<String, StateKey> state,
    Limits limits,
    List<ToolPattern> tools,
    List<ToolPattern> deny,
    Approvals approvals,
    RecoveryPolicy recovery,
    Goal goal,
    SequencedMap<String, Entry> entries,
    List<Subscription> subscriptions,
    SequencedMap<NodeId, Node> nodes,
    Ways ways,
    SequencedMap<AgentName, String> agentTools,
    String digest) {

  /** The name of the entry point of a run that names none. */
  public static final String DEFAULT_ENTRY = "default";

  /** How many runs may be in one another: the child of a child of a child, and so on. */
  public static final int CHILD_DEPTH_MAX = 8;

  public AgentDefinition {
    models = List.copyOf(models);
    variables = Ordered.copyOf(variables);
    input = Ordered.copyOf(input);
    output = Ordered.copyOf(output);
    state = Ordered.copyOf(state);
    tools = List.copyOf(tools);
    deny = List.copyOf(deny);
    entries = Ordered.copyOf(entries);
    subscriptions = List.copyOf(subscriptions);
    nodes = Ordered.copyOf(nodes);
    agentTools = Ordered.copyOf(agentTools);
  }

  /** {@return the node of an id that is known to exist, in the file or as a judge of the goal} */
  public Node node(NodeId id) {
    return findNode(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "node " + id.value() + " is not in agent " + name.value()));
  }

  /** {@return the node of an id, in the file or as a judge of the goal} */
  public Optional<Node> findNode(NodeId id) {
    Node node = nodes.get(id);
    return node != null ? Optional.of(node) : goal.findJudge(id).map(judge -> judge);
  }

  /** {@return the edges that leave a node, in the order of the file} */
  public List<Edge> edgesFrom(NodeId id) {
    return ways.from(id);
  }

  /** {@return all edges, in the order of the file} */
  public List<Edge> edges() {
    return ways.edges();
  }

  /** Whether nodes may use a tool: some pattern allows it and none denies it. */
  public boolean allows(ToolName tool) {
    return fits(tools, tool) && !fits(deny, tool);
  }

  private static boolean fits(List<ToolPattern> patterns, ToolName tool) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(tool));
  }

  /** {@return the subscriptions whose events are there as context} */
  public Stream<Subscription.Context> contexts() {
    return subscriptions.stream()
        .filter(Subscription.Context.class::isInstance)
        .map(Subscription.Context.class::cast);
  }

  /** {@return the tools that nodes call by name} */
  public Stream<ToolName> namedTools() {
    return nodes.values().stream().flatMap(node -> node.namedTools().stream()).distinct();
  }

  /** Whether a run may ask a model: for a node, or where to go. */
  public boolean asksModels() {
    return nodes.values().stream().anyMatch(Node.Llm.class::isInstance)
        || edges().stream().anyMatch(edge -> edge.decide() != null);
  }

  /** {@return the same, with the agents that it names as tools} */
  public AgentDefinition withAgentTools(SequencedMap<AgentName, String> digests) {
    return new AgentDefinition(
        name,
        version,
        description,
        model,
        models,
        variables,
        input,
        output,
        state,
        limits,
        tools,
        deny,
        approvals,
        recovery,
        goal,
        entries,
        subscriptions,
        nodes,
        ways,
        digests,
        digest);
  }

  /** {@return the time one attempt of a node may take} */
  public Duration timeoutOf(Node node) {
    Duration own = node.options().timeout();
    return own != null ? own : Limits.ATTEMPT_TIMEOUT;
  }
}

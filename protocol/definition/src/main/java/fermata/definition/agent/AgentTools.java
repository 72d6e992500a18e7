package fermata.definition.agent;

import fermata.definition.model.AgentDefinition;
import fermata.definition.model.AgentName;
import fermata.definition.model.Field;
import fermata.definition.model.Node;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.ToolName;
import fermata.definition.model.ToolPattern;
import fermata.definition.tool.Certainty;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.tool.ToolSchema;
import fermata.definition.tool.ToolTraits;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tools that are known, with the agents among them that a definition names as tools: {@code
 * agent:NAME} takes the input of the agent and gives its output.
 *
 * <p>Only agents that are named are looked for, so a definition without such tools reads no other
 * file. Immutable.
 *
 * @param others all tools that are no agents
 * @param agents those that are named and that are there
 * @param ofAgents whether an agent that is not among them is surely absent
 */
public record AgentTools(ToolKnowledge others, Map<ToolName, ToolSchema> agents, Certainty ofAgents)
    implements ToolKnowledge {

  /** A run of an agent is not lost with the daemon, so a call of one has an outcome. */
  private static final ToolTraits TRAITS = new ToolTraits(false, true, false, OnUnknown.RETRY);

  public AgentTools {
    agents = Map.copyOf(agents);
  }

  /** {@return what is known where a definition stands, with the agents that it names as tools} */
  public static ToolKnowledge with(
      AgentDefinition definition, ToolKnowledge others, AgentKnowledge agents) {
    if (definition.agentTools().isEmpty()) {
      return others;
    }
    var found = new LinkedHashMap<ToolName, ToolSchema>();
    for (AgentName name : definition.agentTools().keySet()) {
      agents.find(name).ifPresent(agent -> found.put(toolOf(name), schema(agent)));
    }
    return new AgentTools(others, found, agents.certainty());
  }

  /** {@return the agents that a definition names as tools} */
  private static List<AgentName> named(AgentDefinition definition) {
    Stream<String> inNodes = definition.nodes().values().stream().flatMap(node -> namesIn(node));
    return Stream.concat(definition.tools().stream().map(ToolPattern::text), inNodes)
        .flatMap(name -> agentOf(name).stream())
        .distinct()
        .toList();
  }

  private static Stream<String> namesIn(Node node) {
    Stream<String> called = node.namedTools().stream().map(ToolName::value);
    return node instanceof Node.Llm llm && llm.tools() != null
        ? Stream.concat(called, llm.tools().stream().map(ToolPattern::text))
        : called;
  }

  /** {@return a definition with the digests of the agents that it names as tools} */
  public static AgentDefinition in(AgentDefinition definition, AgentKnowledge agents) {
    List<AgentName> named = named(definition);
    if (named.isEmpty()) {
      return definition;
    }
    var digests = new LinkedHashMap<AgentName, String>();
    for (AgentName name : named) {
      digests.put(name, agents.find(name).map(KnownAgent::digest).orElse(""));
    }
    return definition.withAgentTools(digests);
  }

  /** {@return the agent that a tool is, where its name is that of one} */
  public static Optional<AgentName> agentOf(String tool) {
    return Optional.of(tool)
        .filter(name -> name.startsWith(AGENT_TOOL))
        .map(name -> name.substring(AGENT_TOOL.length()))
        .filter(AgentName::isValid)
        .map(AgentName::new);
  }

  /** {@return the tool that an agent is} */
  public static ToolName toolOf(AgentName agent) {
    return new ToolName(AGENT_TOOL + agent.value());
  }

  /** {@return an agent, as those see it who call it} */
  public static ToolSchema schema(KnownAgent agent) {
    var outputs = new LinkedHashMap<String, Field>();
    agent.output().forEach((name, output) -> outputs.put(name, output.field()));
    return new ToolSchema(
        toolOf(agent.name()),
        agent.description(),
        Field.objectSchema(agent.input()),
        outputs.isEmpty() ? null : Field.objectSchema(outputs),
        TRAITS,
        null);
  }

  @Override
  public Certainty certainty() {
    return others.certainty();
  }

  @Override
  public Certainty certainty(String name) {
    return name.startsWith(AGENT_TOOL) ? ofAgents : others.certainty(name);
  }

  @Override
  public Optional<ToolSchema> find(ToolName name) {
    return Optional.ofNullable(agents.get(name)).or(() -> others.find(name));
  }

  @Override
  public Stream<ToolSchema> all() {
    return Stream.concat(others.all(), agents.values().stream())
        .sorted(Comparator.comparing(tool -> tool.name().value()));
  }
}

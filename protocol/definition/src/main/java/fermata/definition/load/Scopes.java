package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.check.rule.NodeOutputs;
import fermata.definition.expression.Template;
import fermata.definition.expression.Type;
import fermata.definition.expression.TypeChecker;
import fermata.definition.expression.TypeScope;
import fermata.definition.expression.Types;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.model.Field;
import fermata.definition.model.MapBodies;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.model.ToolName;
import fermata.definition.model.ValueTemplate;
import fermata.definition.model.WorkflowPart;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.tool.ToolSchema;
import fermata.definition.yaml.YamlNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The names that expressions of one definition may use, by the place where they stand.
 *
 * <p>Confined to one thread: made for one definition.
 */
public final class Scopes {

  /** What a text sees that may name secrets. */
  static final TypeScope SECRETS = with(new TypeScope(new LinkedHashMap<>()), "secrets", Types.MAP);

  /** What a tool of a catalogue sees of a call that is not known. */
  static final TypeScope ARGUMENTS = with(new TypeScope(new LinkedHashMap<>()), "args", Types.MAP);

  private static final Type USAGE =
      structure(
          Map.of(
              "steps", Types.INT,
              "tool_calls", Types.INT,
              "tokens", Types.INT,
              "input_tokens", Types.INT,
              "output_tokens", Types.INT,
              "cost_usd", Types.DOUBLE,
              "running_ms", Types.INT));
  private static final Type RUN =
      structure(Map.of("id", Types.TEXT, "entry", Types.TEXT, "started_at", Types.TEXT));
  private static final Type SESSION = structure(Map.of("id", Types.TEXT));

  /** What is known of a failure; the kind is a word such as {@code tool.timeout}. */
  private static final Type ERROR =
      structure(
          Map.of(
              "kind", Types.TEXT,
              "message", Types.TEXT,
              "retryable", Types.BOOL,
              "pointer", Types.TEXT,
              "node", Types.TEXT,
              "step", Types.TEXT));

  /** The most steps of a workflow of which each sees all but itself whatever it says. */
  private static final int STEPS_OWN_MAX = 64;

  private final AgentDefinition definition;
  private final ToolKnowledge tools;
  private final List<Node> ends;
  private final TypeScope everywhere;
  private final TypeScope node;
  private final TypeScope result;
  private final MapBodies bodies;
  private final Map<String, TypeScope> within = new HashMap<>();
  private final TypeScope measure;
  private final Map<String, TypeScope> given = new HashMap<>();
  private final Map<String, TypeScope> successors = new HashMap<>();
  private final Map<String, Steps> steps = new HashMap<>();
  private final Map<NodeId, List<Edge>> givingTo = new HashMap<>();

  /** Takes what the names stand for. */
  public Scopes(AgentDefinition definition, ToolKnowledge tools) {
    this.definition = definition;
    this.tools = tools;
    this.bodies = MapBodies.of(definition);
    for (Edge edge : definition.edges()) {
      if (!edge.inputs().isEmpty()) {
        givingTo.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge);
      }
    }
    this.ends = ends(definition, bodies);
    this.everywhere = everywhere(definition);
    this.node = node(everywhere, definition);
    this.result = with(node, "output", outputs(ends));
    this.measure =
        definition.output().isEmpty() ? result : with(node, "output", output(definition));
  }

  /** {@return the nodes at which a run may end well, in the order of the file} */
  List<Node> ends() {
    return ends;
  }

  /** Whether the agent declares what the result of a run is. */
  boolean hasOutput() {
    return !definition.output().isEmpty();
  }

  /** {@return the scope of the expressions in a value} */
  public TypeScope of(PlacedValue value) {
    return switch (value.scope()) {
      case NONE -> new TypeScope(new LinkedHashMap<>());
      case GIVEN -> withWays(value.owner());
      case NODE -> given(value.owner());
      case STEP -> step(value);
      case RESULT -> result;
      case MEASURE -> measure;
      case WAITED_EVENT -> withEvent(given(value.owner()));
      case EVENT -> withEvent(new TypeScope(constants(definition)));
      case CONSTANT -> new TypeScope(constants(definition));
      case SUCCESSOR -> successors.computeIfAbsent(value.owner(), this::successor);
      case APPROVAL -> approval(value);
      case TRIGGER -> triggered(value);
      case SECRET -> SECRETS;
      case COMMAND -> ARGUMENTS;
      case REQUEST -> with(ARGUMENTS, "secrets", Types.MAP);
    };
  }

  /** What is published can hold anything: only its reader knows what to expect. */
  private static TypeScope withEvent(TypeScope scope) {
    return with(with(with(scope, "tags", Types.LIST), "schema", Types.TEXT), "event", Types.MAP);
  }

  private static SequencedMap<String, Type> constants(AgentDefinition definition) {
    SequencedMap<String, Type> variables = new LinkedHashMap<>();
    definition.variables().forEach((name, value) -> variables.put(name, constant(value)));
    SequencedMap<String, Type> names = new LinkedHashMap<>();
    names.put("vars", new Type.Structure(variables, false));
    return names;
  }

  private static TypeScope everywhere(AgentDefinition definition) {
    SequencedMap<String, Type> names = constants(definition);
    names.put("run", RUN);
    names.put("session", SESSION);
    return new TypeScope(names);
  }

  private static TypeScope node(TypeScope everywhere, AgentDefinition definition) {
    SequencedMap<String, Type> nodes = new LinkedHashMap<>();
    definition.nodes().forEach((id, node) -> nodes.put(id.value(), outputs(node)));
    SequencedMap<String, Type> state = new LinkedHashMap<>();
    definition.state().forEach((name, key) -> state.put(name, Type.ofSchema(key.schema())));
    SequencedMap<String, Type> names = new LinkedHashMap<>();
    names.put("input", fields(definition.input()));
    names.put("state", new Type.Structure(state, false));
    names.put("nodes", new Type.Structure(nodes, false));
    if (definition.contexts().findAny().isPresent()) {
      SequencedMap<String, Type> context = new LinkedHashMap<>();
      definition
          .contexts()
          .forEach(each -> context.put(each.name(), each.latest() > 1 ? Types.LIST : Types.DYN));
      names.put("context", new Type.Structure(context, false));
    }
    names.put("usage", USAGE);
    names.putAll(everywhere.names());
    return new TypeScope(names);
  }

  /** A step may name all others; a rule says which of them it must need for that. */
  private TypeScope step(PlacedValue value) {
    if (!(definition.nodes().get(new NodeId(value.owner())) instanceof Node.Workflow workflow)) {
      return node;
    }
    Steps all = steps.computeIfAbsent(value.owner(), _ -> steps(workflow));
    WorkflowPart own = all.at(value.pointer());
    boolean isOwnNamed =
        own != null
            && value.node() instanceof YamlNode.Scalar scalar
            && scalar.text().contains(own.id());
    // To leave out one of thousands for each of them would take their square.
    if (own == null || (all.parts().size() > STEPS_OWN_MAX && !isOwnNamed)) {
      return all.scope();
    }
    SequencedMap<String, Type> others = new LinkedHashMap<>(all.types());
    others.remove(own.id());
    return with(given(value.owner()), "steps", new Type.Structure(others, false));
  }

  /** What the steps of a workflow give. */
  private record Steps(
      List<WorkflowPart> parts, SequencedMap<String, Type> types, TypeScope scope) {

    @Nullable WorkflowPart at(String pointer) {
      return WorkflowPart.at(parts, pointer).orElse(null);
    }
  }

  private Steps steps(Node.Workflow workflow) {
    SequencedMap<String, Type> types = new LinkedHashMap<>();
    workflow.parts().values().forEach(part -> types.put(part.id(), result(part)));
    TypeScope scope = with(given(workflow.id().value()), "steps", new Type.Structure(types, false));
    return new Steps(List.copyOf(workflow.parts().values()), types, scope);
  }

  /** Without a schema, and where a failure may stand in its place, a result may be anything. */
  private Type result(WorkflowPart part) {
    JsonNode schema = tools.find(part.tool()).map(ToolSchema::output).orElse(null);
    if (schema == null || part.continuesOnError()) {
      return Types.MAP;
    }
    Type type = Type.ofSchema(schema);
    boolean isObject = schema.path("type").asText().equals("object");
    return isObject ? type : Types.MAP;
  }

  private TypeScope successor(String source) {
    Node ended = definition.nodes().get(new NodeId(source));
    Type output = ended == null ? Types.DYN : known(ended);
    SequencedMap<String, Type> names = new LinkedHashMap<>();
    names.put("error", ERROR);
    names.put("output", output);
    given(source).names().forEach(names::putIfAbsent);
    return new TypeScope(names);
  }

  /** What a node sees when it has started. */
  private TypeScope given(String owner) {
    return given.computeIfAbsent(owner, this::withInputs);
  }

  private TypeScope withInputs(String owner) {
    Node found = definition.nodes().get(new NodeId(owner));
    TypeScope before = withWays(owner);
    if (found == null || found.options().access().inputs().isEmpty()) {
      return before;
    }
    SequencedMap<String, Type> types = ofWays(owner);
    found
        .options()
        .access()
        .inputs()
        .forEach((name, value) -> types.put(name, computed(value, before)));
    return with(before, "inputs", new Type.Structure(types, false));
  }

  /** What a node sees before it has started: what the ways to it give it, and its element. */
  private TypeScope withWays(String owner) {
    if (givingTo.isEmpty()) {
      return inside(owner);
    }
    SequencedMap<String, Type> types = ofWays(owner);
    TypeScope inside = inside(owner);
    return types.isEmpty() ? inside : with(inside, "inputs", new Type.Structure(types, false));
  }

  private SequencedMap<String, Type> ofWays(String owner) {
    SequencedMap<String, Type> types = new LinkedHashMap<>();
    for (Edge edge : givingTo.getOrDefault(new NodeId(owner), List.of())) {
      edge.inputs().keySet().forEach(name -> types.put(name, Types.DYN));
    }
    return types;
  }

  /** What a node in the body of a map sees: the element, also of the maps around that map. */
  private TypeScope inside(String owner) {
    if (bodies.isEmpty()) {
      return node;
    }
    var unknown = new ArrayDeque<NodeId>();
    NodeId at = new NodeId(owner);
    // From the inside out, and back: bodies may lie in one another thousands deep.
    while (within.putIfAbsent(at.value(), node) == null) {
      unknown.push(at);
      List<Node.Map> maps = bodies.directlyAround(at);
      if (maps.size() == 1) {
        at = maps.getFirst().id();
      }
    }
    while (!unknown.isEmpty()) {
      NodeId known = unknown.pop();
      within.put(known.value(), inside(known));
    }
    return within.getOrDefault(owner, node);
  }

  private TypeScope inside(NodeId owner) {
    List<Node.Map> direct = bodies.directlyAround(owner);
    if (direct.size() == 1) {
      TypeScope around = inside(direct.getFirst().id().value());
      Type element = element(direct.getFirst());
      return inBody(with(around, direct.getFirst().as(), element), element);
    }
    TypeScope scope = node;
    for (Node.Map map : bodies.around(owner).reversed()) {
      scope = with(scope, map.as(), element(map));
    }
    return direct.isEmpty() ? scope : inBody(scope, Types.DYN);
  }

  private static TypeScope inBody(TypeScope scope, Type item) {
    return with(with(scope, Node.Map.INDEX, Types.INT), Node.Map.ITEM, item);
  }

  private Type element(Node.Map map) {
    return computed(map.over(), inside(map.id().value())) instanceof Type.ListOf(var element)
        ? element
        : Types.DYN;
  }

  private Type computed(ValueTemplate value, TypeScope scope) {
    return switch (value) {
      case ValueTemplate.Literal(var literal) -> constant(literal);
      case ValueTemplate.Text(var text) when text.isSingle() ->
          TypeChecker.check(((Template.Part.Hole) text.parts().getFirst()).expression(), scope)
              .value();
      case ValueTemplate.Text _ -> Types.TEXT;
      case ValueTemplate.Items _ -> Types.LIST;
      case ValueTemplate.Members(var members) -> {
        SequencedMap<String, Type> types = new LinkedHashMap<>();
        members.forEach((name, member) -> types.put(name, computed(member, scope)));
        yield new Type.Structure(types, false);
      }
    };
  }

  /** What is known of the event depends on what brings it. */
  private TypeScope triggered(PlacedValue value) {
    SequencedMap<String, Type> names = new LinkedHashMap<>();
    names.put("event", EventTypes.of(value.pointer(), definition));
    names.put("vars", everywhere.names().getOrDefault("vars", Types.DYN));
    return new TypeScope(names);
  }

  /** A rule about one tool knows its arguments. */
  private TypeScope approval(PlacedValue value) {
    Optional<ToolSchema> tool = tools.find(new ToolName(value.owner()));
    Type args = tool.map(ToolSchema::input).map(Type::ofSchema).orElse(Types.MAP);
    return with(with(everywhere, "tool", Types.TEXT), "args", args);
  }

  /** {@return the outputs of a node, as {@code nodes} has them} */
  private Type known(Node ended) {
    Type found =
        node.names().get("nodes") instanceof Type.Structure all
            ? all.fields().get(ended.id().value())
            : null;
    return found != null ? found : outputs(ended);
  }

  private static Type outputs(Node node) {
    return fields(NodeOutputs.of(node));
  }

  private static List<Node> ends(AgentDefinition definition, MapBodies bodies) {
    Set<NodeId> left = new HashSet<>();
    for (Edge edge : definition.edges()) {
      if (edge.on() == EdgeTrigger.SUCCESS || edge.on() == EdgeTrigger.ALWAYS) {
        left.add(edge.from());
      }
    }
    return definition.nodes().values().stream()
        .filter(node -> !left.contains(node.id()) && bodies.directlyAround(node.id()).isEmpty())
        .toList();
  }

  /** What several nodes put out, together. */
  private static Type outputs(List<Node> nodes) {
    SequencedMap<String, Field> outputs = new LinkedHashMap<>();
    nodes.forEach(node -> outputs.putAll(NodeOutputs.of(node)));
    return fields(outputs);
  }

  private static Type fields(SequencedMap<String, Field> fields) {
    SequencedMap<String, Type> types = new LinkedHashMap<>();
    fields.forEach((name, field) -> types.put(name, Type.ofSchema(field.schema())));
    return new Type.Structure(types, false);
  }

  /** What a run gives that has ended well. */
  private static Type output(AgentDefinition definition) {
    SequencedMap<String, Type> types = new LinkedHashMap<>();
    definition
        .output()
        .forEach((name, field) -> types.put(name, Type.ofSchema(field.field().schema())));
    return new Type.Structure(types, false);
  }

  private static Type constant(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> Types.BOOL;
      case NULL -> Types.NULL;
      case NUMBER -> value.isIntegralNumber() ? Types.INT : Types.DOUBLE;
      case STRING -> Types.TEXT;
      case ARRAY -> Types.LIST;
      case OBJECT -> members(value);
      case BINARY, MISSING, POJO -> Types.DYN;
    };
  }

  private static Type members(JsonNode object) {
    SequencedMap<String, Type> types = new LinkedHashMap<>();
    object.properties().forEach(member -> types.put(member.getKey(), constant(member.getValue())));
    return new Type.Structure(types, false);
  }

  static TypeScope with(TypeScope scope, String name, Type type) {
    SequencedMap<String, Type> names = new LinkedHashMap<>();
    names.put(name, type);
    scope.names().forEach(names::putIfAbsent);
    return new TypeScope(names);
  }

  private static Type structure(Map<String, Type> fields) {
    return new Type.Structure(new TreeMap<>(fields), false);
  }
}

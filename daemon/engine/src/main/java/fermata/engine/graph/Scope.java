package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.expression.ValueScope;
import fermata.definition.model.Goal;
import fermata.definition.model.Node;
import fermata.definition.model.NodeAccess;
import fermata.definition.model.NodeId;
import fermata.engine.fold.Joining;
import fermata.engine.run.Failure;
import fermata.engine.run.Usage;
import fermata.engine.state.Frame;
import fermata.engine.state.Lineage;
import fermata.engine.state.Origin;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import fermata.engine.state.Token;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names that an expression sees at one place of a run.
 *
 * <p>Everywhere {@code vars, run, session}; in nodes also {@code input, state, nodes, usage}; on
 * edges {@code output}; on failure edges {@code error}; in approvals {@code tool, args} and not
 * those of nodes. Values are made when they are asked for.
 */
final class Scope implements ValueScope {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Course course;
  private final RunState state;
  private final Map<String, JsonNode> values = new LinkedHashMap<>();
  private final boolean seesNodes;
  private final Token token;
  private Map.@Nullable Entry<NodeId, JsonNode> ending;
  private NodeAccess access = NodeAccess.OPEN;

  private Scope(Course course, Token token, boolean seesNodes) {
    this.course = course;
    this.state = course.state();
    this.token = token;
    this.seesNodes = seesNodes;
  }

  /** {@return what the result of the run sees} */
  static Scope of(Course course, Token token) {
    return new Scope(course, token, true);
  }

  /** {@return what a node sees: of the state what it may read, and what it was given} */
  static Scope of(Course course, Step step) {
    Scope scope = ofWays(course, step);
    scope.access = course.nodeOf(step).options().access();
    return scope;
  }

  /** {@return what the ways from a node see, which belong to the graph} */
  static Scope ofWays(Course course, Step step) {
    Scope scope = new Scope(course, step.token(), true);
    for (Lineage.Element element : step.token().lineage().frames()) {
      scope = scope.within(element);
    }
    JsonNode given = step.given();
    return given == null ? scope : scope.with("inputs", given);
  }

  // The innermost element is `item`; those around it keep the names that their maps give them.
  private Scope within(Lineage.Element element) {
    Frame frame = state.flow().frames().get(element.id());
    Step map = state.steps().get(element.map());
    return with(((Node.Map) course.nodeOf(map)).as(), frame.item())
        .with(Node.Map.ITEM, frame.item())
        .with(Node.Map.INDEX, JSON.numberNode(element.index()));
  }

  /** {@return what an approval rule sees} */
  static Scope ofCall(Course course, String tool, JsonNode args) {
    return new Scope(course, Token.FIRST, false)
        .with("tool", JSON.textNode(tool))
        .with("args", args);
  }

  /** {@return this with the outputs of a node that is about to end} */
  Scope withOutput(NodeId node, JsonNode outputs) {
    ending = Map.entry(node, outputs);
    return with("output", outputs);
  }

  Scope with(String name, JsonNode value) {
    values.put(name, value);
    return this;
  }

  Scope withError(Failure failure, Step step) {
    ObjectNode error = JSON.objectNode();
    error.put("kind", failure.kind());
    error.put("message", failure.message());
    error.put("retryable", failure.retryable());
    if (failure.pointer() != null) {
      error.put("pointer", failure.pointer());
    }
    error.put("node", step.node().value());
    error.put("step", step.id().value());
    return with("error", error);
  }

  @Override
  public Optional<JsonNode> find(String name) {
    JsonNode known = values.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<JsonNode> made = make(name);
    made.ifPresent(value -> values.put(name, value));
    return made;
  }

  private Optional<JsonNode> make(String name) {
    return switch (name) {
      case "vars" -> Optional.of(object(course.definition().variables()));
      case "run" -> Optional.of(run());
      case "session" ->
          Optional.of(JSON.objectNode().put("id", state.requireOrigin().session().value()));
      default -> seesNodes ? makeOfNodes(name) : Optional.empty();
    };
  }

  private Optional<JsonNode> makeOfNodes(String name) {
    return switch (name) {
      case "input" -> Optional.of(state.requireOrigin().input());
      case "state" -> Optional.of(shared());
      case "nodes" -> Optional.of(nodes());
      case "context" -> Optional.of(object(state.requireOrigin().context()));
      case "usage" -> Optional.of(usage());
      default -> Optional.empty();
    };
  }

  private ObjectNode shared() {
    ObjectNode seen = object(Joining.view(course.definition(), state, token).asMap());
    access.readable().ifPresent(seen::retain);
    return seen;
  }

  private static ObjectNode object(Map<String, JsonNode> members) {
    ObjectNode object = JSON.objectNode();
    members.forEach(object::set);
    return object;
  }

  private ObjectNode nodes() {
    ObjectNode nodes = JSON.objectNode();
    state
        .memory()
        .outputs()
        .asMap()
        .forEach(
            (node, outputs) -> {
              if (!Goal.isJudge(node)) {
                nodes.set(node.value(), outputs);
              }
            });
    for (Lineage.Element element : token.lineage().frames()) {
      Frame frame = state.flow().frames().get(element.id());
      frame.outputs().asMap().forEach((node, outputs) -> nodes.set(node.value(), outputs));
    }
    if (ending != null) {
      nodes.set(ending.getKey().value(), ending.getValue());
    }
    return nodes;
  }

  private JsonNode run() {
    Origin origin = state.requireOrigin();
    return JSON.objectNode().put("id", origin.run().value()).put("entry", origin.entry());
  }

  private JsonNode usage() {
    Usage usage = state.spending().until(course.now()).usage();
    return JSON.objectNode()
        .put("steps", usage.steps())
        .put("tool_calls", usage.toolCalls())
        .put("input_tokens", usage.inputTokens())
        .put("output_tokens", usage.outputTokens())
        .put("tokens", usage.tokens())
        .put("cost_usd", usage.costUsd().doubleValue())
        .put("running_ms", usage.runningMillis());
  }
}

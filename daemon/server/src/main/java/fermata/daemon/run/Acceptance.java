package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.source.SourcedAgent;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.model.StateKey;
import fermata.definition.model.ToolName;
import fermata.definition.schema.SchemaValidator;
import fermata.definition.tool.ToolTraits;
import fermata.engine.state.Flow;
import fermata.engine.state.Origin;
import fermata.engine.state.RunState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run can go on with another definition: all that it stands on must still be there, and
 * of a kind that fits what there is.
 */
public final class Acceptance {

  private final RunSight run;
  private final LiveRun.Pinned next;
  private final List<Obstacle> obstacles = new ArrayList<>();

  /**
   * What keeps a run from going on.
   *
   * @param node that it is about
   * @param message in words for people
   */
  public record Obstacle(@Nullable NodeId node, String message) {}

  private Acceptance(RunSight run, LiveRun.Pinned next) {
    this.run = run;
    this.next = next;
  }

  /** {@return what keeps a run from going on with a usable agent, in words for people} */
  public static List<Obstacle> obstacles(RunSight run, SourcedAgent agent) {
    var acceptance = new Acceptance(run, LiveRun.Pinned.of(agent, run.pin().options()));
    acceptance.checkNodes();
    acceptance.checkState();
    acceptance.checkInput();
    acceptance.checkMeans();
    return List.copyOf(acceptance.obstacles);
  }

  private void checkNodes() {
    for (NodeId node : nodesInUse(run.state())) {
      Node before = run.definition().findNode(node).orElse(null);
      Node after = next.definition().findNode(node).orElse(null);
      if (after == null) {
        add(node, "the run is at node '" + node.value() + "', which is gone");
      } else if (before != null && !before.getClass().equals(after.getClass())) {
        add(node, "the run is at node '" + node.value() + "', which is of another kind now");
      }
    }
  }

  /** {@return the nodes that a run stands on} */
  public static Set<NodeId> nodesInUse(RunState state) {
    var nodes = new LinkedHashSet<NodeId>();
    state.steps().values().forEach(step -> nodes.add(step.node()));
    Flow flow = state.flow();
    flow.arrivals().forEach(arrival -> nodes.add(arrival.at()));
    if (flow.departing() != null) {
      nodes.add(flow.departing().node());
    }
    nodes.addAll(flow.terminals().asMap().keySet());
    return nodes;
  }

  private void add(@Nullable NodeId node, String message) {
    obstacles.add(new Obstacle(node, message));
  }

  private void checkState() {
    run.state().memory().state().asMap().forEach(this::checkStateKey);
  }

  private void checkStateKey(String name, JsonNode value) {
    StateKey key = next.definition().state().get(name);
    if (key == null) {
      add(null, "state key '" + name + "' has a value and is gone");
    } else {
      check("the value of state key '" + name + "'", key.schema(), value);
    }
  }

  private void check(String what, JsonNode schema, JsonNode value) {
    SchemaValidator.of(schema)
        .validate(value)
        .forEach(violation -> add(null, what + " does not fit: " + violation.message()));
  }

  private void checkInput() {
    Origin origin = run.state().requireOrigin();
    next.definition()
        .input()
        .forEach(
            (name, field) -> {
              JsonNode value = origin.input().get(name);
              if (value != null) {
                check("input field '" + name + "'", field.schema(), value);
              } else if (field.required() && field.defaultValue() == null) {
                add(null, "input field '" + name + "' is required and was not given");
              }
            });
    if (!next.definition().entries().containsKey(origin.entry())) {
      add(null, "entry point '" + origin.entry() + "' is gone");
    }
  }

  /** What a run may use was fixed when it was started. */
  private void checkMeans() {
    Origin origin = run.state().requireOrigin();
    AgentDefinition definition = next.definition();
    RunTraits.tools(next).forEach((tool, traits) -> checkTool(origin, tool, traits));
    for (String model : ModelChoice.named(definition)) {
      if (!origin.models().containsKey(model)) {
        add(null, "model '" + model + "' is new; a run keeps to those it was started with");
      }
    }
  }

  private void checkTool(Origin origin, ToolName tool, ToolTraits traits) {
    ToolTraits before = origin.tools().get(tool);
    if (before == null) {
      add(null, "tool '" + tool.value() + "' is new; a run keeps to those it was started with");
    } else if (!before.equals(traits)) {
      add(null, "tool '" + tool.value() + "' says other things of itself now");
    }
  }
}

package fermata.definition.model;

import fermata.definition.expression.Template;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A node of an agent's graph. */
public sealed interface Node {

  NodeId id();

  NodeOptions options();

  /** {@return the word that names the kind in a file} */
  default String kind() {
    return switch (this) {
      case Llm _ -> "llm";
      case Tool _ -> "tool";
      case Human _ -> "human";
      case Router _ -> "router";
      case Transform _ -> "transform";
    };
  }

  /**
   * {@return the keys of the state that it writes when it ends well}
   *
   * <p>A {@code transform} writes what it sets; any other node those of its outputs that it names.
   */
  default List<String> writtenKeys() {
    if (this instanceof Transform transform) {
      return transform.set().keySet().stream()
          .filter(target -> target.startsWith(STATE_PREFIX))
          .map(target -> target.substring(STATE_PREFIX.length()))
          .toList();
    }
    return options().access().writable().orElse(List.of());
  }

  /** What a target of {@code set} begins with that writes the state. */
  String STATE_PREFIX = "state.";

  /**
   * A model turn loop with tools, until the declared outputs are set.
   *
   * @param model {@code provider/model}; the agent's where absent
   * @param tools a narrowing of the agent's tools; absent means all of them
   * @param maxTurns how many model requests one attempt makes at most
   * @param maxToolCalls how many tool calls one attempt makes at most
   */
  record Llm(
      NodeId id,
      NodeOptions options,
      @Nullable Template system,
      Template prompt,
      @Nullable String model,
      @Nullable List<ToolPattern> tools,
      int maxTurns,
      @Nullable Integer maxToolCalls,
      @Nullable Double temperature)
      implements Node {

    /** The turns of a node that sets no limit. */
    public static final int TURNS_DEFAULT = 25;

    public Llm {
      tools = tools == null ? null : List.copyOf(tools);
    }
  }

  /** One tool call. The result's members of the declared names become the outputs. */
  record Tool(
      NodeId id, NodeOptions options, ToolName tool, SequencedMap<String, ValueTemplate> args)
      implements Node {

    public Tool {
      args = Ordered.copyOf(args);
    }
  }

  /** Holds the run for an answer. */
  record Human(NodeId id, NodeOptions options, Template ask, QuestionForm form) implements Node {}

  /**
   * Chooses, does nothing else.
   *
   * @param decide the question that a model answers by one of the routes, once; without it the
   *     routes are edges of falling priority
   */
  record Router(NodeId id, NodeOptions options, @Nullable Template decide) implements Node {}

  /**
   * Sets outputs and state by expressions.
   *
   * @param set values by target: {@code name} sets an output, {@code state.name} writes the state
   */
  record Transform(NodeId id, NodeOptions options, SequencedMap<String, ValueTemplate> set)
      implements Node {

    public Transform {
      set = Ordered.copyOf(set);
    }
  }
}

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
      case Map _ -> "map";
      case Wait _ -> "wait";
      case Emit _ -> "emit";
      case Workflow _ -> "workflow";
      case Code _ -> "code";
      case Agent _ -> "agent";
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
   * @param conduct how it goes about its turns
   * @param images what goes with the prompt: a reference or a list of them; absent without any
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
      @Nullable Double temperature,
      Conduct conduct,
      @Nullable ValueTemplate images)
      implements Node {

    /** The turns of a node that sets no limit. */
    public static final int TURNS_DEFAULT = 25;

    public Llm {
      tools = tools == null ? null : List.copyOf(tools);
    }

    /** A node that goes about its turns as usual. */
    public Llm(
        NodeId id,
        NodeOptions options,
        @Nullable Template system,
        Template prompt,
        @Nullable String model,
        @Nullable List<ToolPattern> tools,
        int maxTurns,
        @Nullable Integer maxToolCalls,
        @Nullable Double temperature) {
      this(
          id,
          options,
          system,
          prompt,
          model,
          tools,
          maxTurns,
          maxToolCalls,
          temperature,
          Conduct.DEFAULT,
          null);
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

  /**
   * Holds the run for an answer.
   *
   * @param assignee whose answer is wanted, for those who list questions; anybody's where absent
   * @param unanswered what follows where the time of the question runs out
   */
  record Human(
      NodeId id,
      NodeOptions options,
      Template ask,
      QuestionForm form,
      @Nullable Template assignee,
      Unanswered unanswered)
      implements Node {}

  /**
   * Chooses, does nothing else.
   *
   * @param decide the question that a model answers by one of the routes, once; without it the
   *     routes are edges of falling priority
   */
  record Router(NodeId id, NodeOptions options, @Nullable Template decide) implements Node {}

  /**
   * Goes over the elements of a list with a body: a node and what follows it.
   *
   * @param over the list
   * @param as the name of the element in the body, beside {@code item}
   * @param body the first node of the body
   * @param concurrency how many elements may be under way at once
   */
  record Map(
      NodeId id,
      NodeOptions options,
      ValueTemplate over,
      String as,
      NodeId body,
      int concurrency,
      ElementError onError)
      implements Node {

    /** The name of the element that every body knows. */
    public static final String ITEM = "item";

    /** The name of the number of the element, from 0. */
    public static final String INDEX = "index";

    /** The concurrency of a node that sets none. */
    public static final int CONCURRENCY_DEFAULT = 4;

    /** The most elements that may be under way at once. */
    public static final int CONCURRENCY_MAX = 1_000;

    /** The output that has the results, in the order of the list. */
    public static final String RESULTS = "results";

    /** The output that has the failures, where they are collected. */
    public static final String ERRORS = "errors";
  }

  /** What becomes of a {@code map} node when an element fails. */
  enum ElementError {
    /** The node fails. */
    FAIL,
    /** The element is left out of the results. */
    SKIP,
    /** The result of the element is null, and its failure is collected. */
    COLLECT
  }

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

  /** Holds the run for a time or an event. */
  record Wait(NodeId id, NodeOptions options, Waiting waiting) implements Node {

    /** {@return the selector of the event that the node waits for; null where it is a time} */
    public @Nullable EventSelector selector() {
      return waiting instanceof Waiting.Event(var selector, _) ? selector : null;
    }
  }

  /** Publishes an event. */
  record Emit(
      NodeId id,
      NodeOptions options,
      String schema,
      SequencedMap<String, ValueTemplate> data,
      List<ValueTemplate> tags)
      implements Node {

    public Emit {
      data = Ordered.copyOf(data);
      tags = List.copyOf(tags);
    }
  }

  /**
   * Tool calls with dependencies, each started as soon as what it needs has ended.
   *
   * @param parts by id, in the order of the file
   * @param result the outputs; the result of each part by its id where absent
   */
  record Workflow(
      NodeId id,
      NodeOptions options,
      SequencedMap<String, WorkflowPart> parts,
      @Nullable SequencedMap<String, ValueTemplate> result)
      implements Node {

    public Workflow {
      parts = Ordered.copyOf(parts);
      result = result == null ? null : Ordered.copyOf(result);
    }
  }

  /**
   * A source for a runtime: one call of the tool of that runtime.
   *
   * @param source as it is; nothing in it is evaluated
   * @param args what it works on
   * @param files paths below the workspace; what for depends on the runtime
   */
  record Code(
      NodeId id,
      NodeOptions options,
      String runtime,
      String source,
      SequencedMap<String, ValueTemplate> args,
      List<String> files)
      implements Node {

    /** What the tool of a runtime is called, before the runtime's name. */
    public static final String TOOL_PREFIX = "code.";

    public Code {
      args = Ordered.copyOf(args);
      files = List.copyOf(files);
    }

    /** {@return the tool that does the work} */
    public ToolName tool() {
      return new ToolName(TOOL_PREFIX + runtime);
    }
  }

  /** {@return the tools that the node itself calls by name, in the order of the file} */
  default List<ToolName> namedTools() {
    return switch (this) {
      case Tool tool -> List.of(tool.tool());
      case Code code -> List.of(code.tool());
      case Workflow workflow ->
          workflow.parts().values().stream().map(WorkflowPart::tool).distinct().toList();
      case Llm _, Human _, Router _, Transform _, Wait _, Emit _, Map _, Agent _ -> List.of();
    };
  }

  /**
   * Runs another agent as a child run; the fields of its result become the outputs.
   *
   * @param digest of its definition; empty where it is not known
   * @param entry the entry point of that agent where the child run starts
   * @param input the fields that the child run is started with
   */
  record Agent(
      NodeId id,
      NodeOptions options,
      AgentName agent,
      String digest,
      String entry,
      SequencedMap<String, ValueTemplate> input)
      implements Node {

    public Agent {
      input = Ordered.copyOf(input);
    }
  }
}

package fermata.definition.keys;

import static fermata.definition.keys.Shapes.CHOICE;
import static fermata.definition.keys.Shapes.COMPUTED;
import static fermata.definition.keys.Shapes.DURATION;
import static fermata.definition.keys.Shapes.EXPRESSION;
import static fermata.definition.keys.Shapes.FLAG;
import static fermata.definition.keys.Shapes.LITERAL;
import static fermata.definition.keys.Shapes.NODE_REFERENCE;
import static fermata.definition.keys.Shapes.PLAIN;
import static fermata.definition.keys.Shapes.STATE_REFERENCES;
import static fermata.definition.keys.Shapes.TEXT_OR_FILE;
import static fermata.definition.keys.Shapes.TOOL_PATTERNS;
import static fermata.definition.keys.Shapes.items;
import static fermata.definition.keys.Shapes.names;

import fermata.definition.model.Node;
import fermata.definition.model.Ordered;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * All keys of the definition language, by the mapping that they stand in, in the order of documents
 * and completion.
 */
public final class KeyCatalogue {

  /** What a key of the author's own begins with; such keys are never looked at. */
  public static final String OWN_PREFIX = "x-";

  private static final Map<KeyContext, SequencedMap<String, Key>> KEYS = byName(table());
  private static final Map<KeyContext, List<Key>> LISTS = lists();
  private static final Map<String, List<NodeKind>> KINDS = kindsByKey();

  private KeyCatalogue() {}

  /** {@return the keys of a mapping, in the order of documents} */
  public static List<Key> keys(KeyContext context) {
    return LISTS.getOrDefault(context, List.of());
  }

  /** {@return the key of a name in a mapping} */
  public static Optional<Key> find(KeyContext context, String name) {
    return Optional.ofNullable(named(context).get(name));
  }

  /** {@return the kinds of nodes that have a key of this name, of those that have it not all} */
  public static List<NodeKind> kindsWith(String name) {
    return KINDS.getOrDefault(name, List.of());
  }

  private static Map<String, List<NodeKind>> kindsByKey() {
    Map<String, List<NodeKind>> kinds = new HashMap<>();
    for (NodeKind kind : NodeKind.values()) {
      named(kind.context())
          .keySet()
          .forEach(name -> kinds.computeIfAbsent(name, _ -> new ArrayList<>()).add(kind));
    }
    kinds.replaceAll((_, list) -> List.copyOf(list));
    return Map.copyOf(kinds);
  }

  /** {@return the keys of a mapping of which it may have only one; mostly none} */
  public static List<String> exclusive(KeyContext context) {
    return switch (context) {
      case NODE_HUMAN -> List.of("answer", "choices", "approve");
      case NODE_WAIT -> List.of("for", "until", "event");
      case JOIN -> List.of("wait", "count");
      case TRIGGER -> TriggerKeys.KINDS;
      case CRITERION -> GoalKeys.measures();
      case PROJECT_SERVER -> List.of("command", "url");
      case TOOL_DECLARATION -> List.of("command", "http");
      default -> List.of();
    };
  }

  private static Map<KeyContext, List<Key>> lists() {
    Map<KeyContext, List<Key>> lists = new EnumMap<>(KeyContext.class);
    KEYS.forEach((context, keys) -> lists.put(context, List.copyOf(keys.values())));
    return lists;
  }

  private static SequencedMap<String, Key> named(KeyContext context) {
    return KEYS.getOrDefault(context, Ordered.empty());
  }

  private static Map<KeyContext, SequencedMap<String, Key>> byName(
      Map<KeyContext, List<Key>> table) {
    Map<KeyContext, SequencedMap<String, Key>> named = new EnumMap<>(KeyContext.class);
    table.forEach(
        (context, keys) -> {
          SequencedMap<String, Key> byName = new LinkedHashMap<>();
          keys.forEach(key -> byName.put(key.name(), key));
          named.put(context, Ordered.copyOf(byName));
        });
    return Collections.unmodifiableMap(named);
  }

  private static Map<KeyContext, List<Key>> table() {
    Map<KeyContext, List<Key>> table = new EnumMap<>(KeyContext.class);
    table.put(KeyContext.AGENT, agent());
    table.put(KeyContext.PART, agent().stream().map(Key::optional).toList());
    table.put(KeyContext.LIMITS, limits());
    table.put(KeyContext.ON_LIMIT, onLimit());
    table.put(KeyContext.BUDGET, budget());
    table.put(KeyContext.GOAL, GoalKeys.goal());
    table.put(KeyContext.CRITERION, GoalKeys.criterion());
    table.put(KeyContext.CONSTRAINT, GoalKeys.constraint());
    table.put(KeyContext.APPROVALS, approvals());
    table.put(KeyContext.APPROVAL_RULE, approvalRule());
    table.put(KeyContext.ENTRY, entry());
    table.put(KeyContext.TRIGGER, TriggerKeys.trigger());
    table.put(KeyContext.MISSED, TriggerKeys.missed());
    table.put(KeyContext.WEBHOOK, TriggerKeys.webhook());
    table.put(KeyContext.FILE_TRIGGER, TriggerKeys.files());
    table.put(KeyContext.NODE_LLM, node(llm(), true));
    table.put(KeyContext.NODE_TOOL, node(tool(), true));
    table.put(KeyContext.NODE_HUMAN, node(human(), false));
    table.put(KeyContext.NODE_ROUTER, node(router(), false));
    table.put(KeyContext.NODE_TRANSFORM, node(transform(), true));
    table.put(KeyContext.NODE_MAP, node(map(), false));
    table.put(KeyContext.NODE_WAIT, node(EventKeys.waitNode(), true));
    table.put(KeyContext.NODE_EMIT, node(EventKeys.emitNode(), false));
    table.put(KeyContext.SELECTOR, EventKeys.selector(true));
    table.put(KeyContext.SELECTOR_CONDITION, EventKeys.condition(true));
    table.put(KeyContext.SUBSCRIPTION, EventKeys.subscription());
    table.put(KeyContext.SUBSCRIPTION_SELECTOR, EventKeys.selector(false));
    table.put(KeyContext.SUBSCRIPTION_CONDITION, EventKeys.condition(false));
    table.put(KeyContext.FETCH, EventKeys.fetch());
    table.put(KeyContext.NODE_WORKFLOW, node(WorkKeys.workflow(), true));
    table.put(KeyContext.NODE_CODE, node(WorkKeys.code(), true));
    table.put(KeyContext.NODE_AGENT, node(agentNode(), true));
    table.put(KeyContext.NODE_OTHER, node(List.of(), true));
    table.put(KeyContext.WORKFLOW_STEP, WorkKeys.step());
    table.put(KeyContext.TEXT_FILE, textFile());
    table.put(KeyContext.RETRY, retry());
    table.put(KeyContext.JOIN, join());
    table.put(KeyContext.QUESTION_TIMEOUT, questionTimeout());
    table.put(KeyContext.NEXT, successor(true));
    table.put(KeyContext.ROUTE, route());
    table.put(KeyContext.EDGE, edge());
    table.put(KeyContext.INPUT_FIELD, SchemaKeys.field());
    table.put(KeyContext.OUTPUT_FIELD, SchemaKeys.outputField());
    table.put(KeyContext.STATE_KEY, SchemaKeys.stateKey());
    table.put(KeyContext.FIELD, SchemaKeys.field());
    table.put(KeyContext.SCHEMA, SchemaKeys.schema());
    table.put(KeyContext.TOOL_CATALOGUE, ToolKeys.catalogue());
    table.put(KeyContext.TOOL_DECLARATION, ToolKeys.declaration());
    table.put(KeyContext.TOOL_REQUEST, ToolKeys.request());
    table.put(KeyContext.TOOL_RATE, ToolKeys.rate());
    table.put(KeyContext.TOOL_EXAMPLE, ToolKeys.example());
    table.put(KeyContext.TOOL_API, ToolKeys.api());
    table.put(KeyContext.TOOL_RUNTIME, ToolKeys.runtime());
    table.put(KeyContext.TOOL_FIELD, SchemaKeys.field());
    table.put(KeyContext.MARKDOWN_AGENT, MarkdownKeys.own(agent(), node(llm(), true)));
    table.put(KeyContext.COPILOT_AGENT, MarkdownKeys.copilot());
    table.put(KeyContext.COPILOT_HANDOFF, MarkdownKeys.handoff());
    table.put(KeyContext.CLAUDE_AGENT, MarkdownKeys.claude());
    table.put(KeyContext.PROJECT, ProjectKeys.project());
    table.put(KeyContext.PROJECT_MODELS, ProjectKeys.models());
    table.put(KeyContext.PROJECT_PROVIDER, ProjectKeys.provider());
    table.put(KeyContext.PROJECT_PRICE, ProjectKeys.price());
    table.put(KeyContext.PROJECT_LIMITS, ProjectKeys.limits());
    table.put(KeyContext.PROJECT_APPROVALS, ProjectKeys.approvals(approvals().getFirst()));
    table.put(KeyContext.PROJECT_FILES, ProjectKeys.files());
    table.put(KeyContext.PROJECT_SERVER, ProjectKeys.server());
    return table;
  }

  private static List<Key> agent() {
    return List.of(
        Key.of(
                "agent",
                new Shape.Text(TextForm.AGENT_NAME),
                "The name of the agent, unique in the workspace.")
            .required(),
        Key.of(
            "include",
            items(new Shape.Text(TextForm.INCLUDE)),
            "Files whose keys are added to these: parts, `NAME.part.yaml`, or other definitions."
                + " What stands here wins, key by key; lists are joined."),
        Key.of("version", PLAIN, "The version of the definition, as its author counts."),
        Key.of("description", PLAIN, "What the agent is for, in a sentence."),
        Key.of(
            "model",
            new Shape.Text(TextForm.MODEL),
            "The model of `llm` nodes that name none, as `provider/model`."),
        Key.of(
            "models",
            items(new Shape.Text(TextForm.MODEL)),
            "Fallback models, in order, tried when the first is unavailable."),
        Key.of(
            "variables",
            names(TextForm.NAME, LITERAL),
            "Constants. Expressions read them as `vars.NAME`."),
        Key.of(
            "input",
            names(TextForm.NAME, new Shape.Keys(KeyContext.INPUT_FIELD)),
            "The fields that a run is started with."),
        Key.of(
                "output",
                names(TextForm.NAME, new Shape.Keys(KeyContext.OUTPUT_FIELD)),
                "The fields of the result of a run. One without `from` takes the value of the same"
                    + " name of the terminal node reached, else of the state.")
            .within(ScopeKind.RESULT),
        Key.of(
            "state",
            names(TextForm.NAME, new Shape.Keys(KeyContext.STATE_KEY)),
            "The shared state of a run, typed. Every write is checked."),
        Key.of("limits", new Shape.Keys(KeyContext.LIMITS), "What a run may use at most."),
        Key.of(
            "goal",
            new Shape.Keys(KeyContext.GOAL),
            "What runs are judged by, beside how they end."),
        Key.of("tools", TOOL_PATTERNS, "The tools that nodes may use.")
            .orElse("the tools that its nodes name"),
        Key.of("deny", TOOL_PATTERNS, "Tools that no node may use; wins over `tools`."),
        Key.of(
            "approvals",
            new Shape.Keys(KeyContext.APPROVALS),
            "Which tool calls need a yes before they start."),
        Key.of("recovery", CHOICE.recovery(), "What happens to a run whose daemon died.")
            .orElse("`resume`"),
        Key.of(
            "entries",
            names(TextForm.NODE_ID, new Shape.Keys(KeyContext.ENTRY)),
            "Entry points by name. Without `default` the first node is the default entry."),
        Key.of(
            "subscriptions",
            items(new Shape.Keys(KeyContext.SUBSCRIPTION)),
            "Published events that the agent sees without being asked."),
        Key.of("nodes", names(TextForm.NODE_ID, new Shape.NodeBody()), "The nodes, by id.")
            .required(),
        Key.of(
                "edges",
                items(new Shape.Keys(KeyContext.EDGE)),
                "The ways between nodes. Without any, also in nodes, the nodes run in the order"
                    + " of the file.")
            .within(ScopeKind.SUCCESSOR),
        Key.of(
                "on_limit",
                new Shape.Either(List.of(CHOICE.onLimit(), new Shape.Keys(KeyContext.ON_LIMIT))),
                "What becomes of a run that would pass one of its `limits`.")
            .orElse("`fail`"));
  }

  private static List<Key> limits() {
    return List.of(
        Key.of("cost_usd", Shapes.MONEY, "Money for models, in US dollars."),
        Key.of("tokens", Shapes.COUNT, "Input and output tokens of all model requests."),
        Key.of("duration", DURATION, "Time spent running; time spent held does not count."),
        Key.of("steps", Shapes.SMALL_COUNT, "Activations of nodes.").orElse("`1000`"),
        Key.of("tool_calls", Shapes.SMALL_COUNT, "Calls of tools.").orElse("`1000`"),
        Key.of(
            "concurrent_runs",
            Shapes.SMALL_COUNT,
            "Runs of the agent at the same time: those that have not ended, held ones too. One"
                + " more is refused."),
        Key.of(
            "deadline",
            DURATION,
            "Wall time from the start of the run; time spent held counts too."));
  }

  private static List<Key> onLimit() {
    return List.of(
        Key.of(
                "degrade",
                new Shape.Text(TextForm.MODEL),
                "The model that requests go to for which `cost_usd` leaves too little.")
            .required());
  }

  private static List<Key> budget() {
    return List.of(
        Key.of("cost_usd", Shapes.MONEY, "Money for models, in US dollars."),
        Key.of("tokens", Shapes.COUNT, "Input and output tokens of all model requests."),
        Key.of("tool_calls", Shapes.SMALL_COUNT, "Calls of tools."),
        Key.of("duration", DURATION, "Time that the child run of an `agent` node spends running."),
        Key.of(
            "steps",
            Shapes.SMALL_COUNT,
            "Activations of nodes in the child run of an `agent` node."));
  }

  private static List<Key> approvals() {
    return List.of(
        Key.of("default", CHOICE.verdict(), "What becomes of a call that no rule fits.")
            .orElse("`allow` for tools that only read, `ask` for the rest"),
        Key.of(
            "rules",
            items(new Shape.Keys(KeyContext.APPROVAL_RULE)),
            "The first rule that fits decides."));
  }

  private static List<Key> approvalRule() {
    return List.of(
        Key.of("tool", new Shape.Text(TextForm.TOOL_PATTERN), "The tools that the rule is about.")
            .required(),
        Key.of("when", EXPRESSION, "Whether the rule fits this call.")
            .orElse("always")
            .within(ScopeKind.APPROVAL),
        Key.of("then", CHOICE.verdict(), "What becomes of the call.").required());
  }

  private static List<Key> entry() {
    return List.of(
        Key.of("node", NODE_REFERENCE, "The node that a run starts at.").required(),
        Key.of("isolation", CHOICE.isolation(), "How its runs share the state that outlives them.")
            .orElse("`shared`"),
        Key.of("trigger", new Shape.Keys(KeyContext.TRIGGER), "What starts runs, once it is armed.")
            .orElse("only who asks for a run starts one"),
        Key.of(
                "input",
                names(TextForm.NAME, COMPUTED),
                "The input of a run that the trigger starts, computed from its event.")
            .within(ScopeKind.TRIGGER),
        Key.of(
                "concurrent",
                new Shape.Whole(1, 1_000),
                "How many of its runs may be under way at once, held ones included.")
            .orElse("any number"),
        Key.of("overflow", CHOICE.overflow(), "What becomes of a run beyond that number.")
            .orElse("`queue`"));
  }

  private static List<Key> node(List<Key> own, boolean hasOutputs) {
    var keys = new ArrayList<Key>();
    keys.add(
        Key.of("kind", CHOICE.nodeKind(), "What the node does.")
            .orElse(
                "told by "
                    + Arrays.stream(NodeKind.values())
                        .flatMap(kind -> kind.tellingKeys().stream())
                        .map(key -> "`" + key + "`")
                        .collect(Collectors.joining(", "))));
    keys.add(Key.of("description", PLAIN, "What the node is for, for people."));
    keys.addAll(own);
    keys.add(
        Key.of(
                "when",
                EXPRESSION,
                "A guard: where it is false the node is skipped and ends as success with no"
                    + " outputs.")
            .within(ScopeKind.GIVEN));
    keys.add(
        Key.of(
                "inputs",
                names(TextForm.NAME, COMPUTED),
                "Values that are computed when the node starts. Its expressions read them as"
                    + " `inputs.NAME`.")
            .within(ScopeKind.GIVEN));
    keys.add(
        Key.of("reads", STATE_REFERENCES, "The keys of the state that the node's expressions see.")
            .orElse("all"));
    keys.add(
        Key.of(
                "writes",
                STATE_REFERENCES,
                "The keys of the state that the node may write. A `transform` writes what it sets;"
                    + " any other node writes its outputs of these names when it ends well.")
            .orElse("all for a `transform`, none for the rest"));
    if (hasOutputs) {
      keys.add(
          Key.of(
              "outputs",
              names(TextForm.NAME, new Shape.Keys(KeyContext.FIELD)),
              "The values that the node sets. Expressions read them as `nodes.ID.NAME`."));
    }
    keys.add(
        Key.of(
            "retry",
            new Shape.Keys(KeyContext.RETRY),
            "When and how often a failed attempt is repeated."));
    if (keys.stream().noneMatch(key -> key.name().equals("timeout"))) {
      keys.add(
          Key.of("timeout", DURATION, "The time of one attempt; of all elements for a `map`.")
              .orElse("`10m`; `map` nodes take as long as they need"));
    }
    keys.add(Key.of("visits", Shapes.SMALL_COUNT, "How often a run may activate the node."));
    keys.add(
        Key.of(
                "next",
                new Shape.Either(
                    List.of(
                        NODE_REFERENCE,
                        items(
                            new Shape.Either(
                                List.of(NODE_REFERENCE, new Shape.Keys(KeyContext.NEXT)))))),
                "The node or the nodes that follow: edges written at their source. In a list with"
                    + " conditions, an item without one is the default.")
            .within(ScopeKind.SUCCESSOR));
    keys.add(
        Key.of(
                "join",
                new Shape.Either(List.of(CHOICE.joinWait(), new Shape.Keys(KeyContext.JOIN))),
                "For which of the branches that can come to it the node waits.")
            .orElse("`all` that are still alive"));
    if (keys.stream().noneMatch(key -> key.name().equals("on_error"))) {
      keys.add(
          Key.of(
                  "on_error",
                  new Shape.Text(TextForm.ON_ERROR),
                  "What follows a failure that no way waits for: a node, or `continue` as if it"
                      + " had ended without outputs.")
              .orElse("`fail`"));
    }
    keys.add(
        Key.of(
            "budget",
            new Shape.Keys(KeyContext.BUDGET),
            "What one step of the node may use, of what its run has left. A step that would use"
                + " more fails with `limit.NAME`."));
    return keys;
  }

  private static List<Key> llm() {
    return List.of(
        Key.of("system", TEXT_OR_FILE, "The system message: who the model is to be.")
            .within(ScopeKind.NODE),
        Key.of("prompt", TEXT_OR_FILE, "The message that starts the turns.")
            .required()
            .within(ScopeKind.NODE),
        Key.of(
                "images",
                COMPUTED,
                "Images that go with the prompt, one or a list: paths in the workspace, or `data:`"
                    + " addresses. PNG, JPEG, GIF and WebP.")
            .within(ScopeKind.NODE),
        Key.of(
                "model",
                new Shape.Text(TextForm.MODEL),
                "The model of this node, as `provider/model`.")
            .orElse("the agent's `model`"),
        Key.of("tools", TOOL_PATTERNS, "The tools that the model may use here, of the agent's.")
            .orElse("all tools of the agent"),
        Key.of("max_turns", Shapes.SMALL_COUNT, "Model requests of one attempt.").orElse("`25`"),
        Key.of("max_tool_calls", Shapes.SMALL_COUNT, "Tool calls of one attempt."),
        Key.of("temperature", Shapes.TEMPERATURE, "How freely the model chooses its words."),
        Key.of(
                "reasoning",
                CHOICE.reasoning(),
                "How much the model thinks before it speaks, if it is one that does.")
            .orElse("what its provider does"),
        Key.of(
                "conversation",
                CHOICE.continuity(),
                "What a later visit of the node in the same run begins with.")
            .orElse("`fresh`"),
        Key.of(
                "interactive",
                FLAG,
                "Whether what the model says is put to a person, whose answer is its next message;"
                    + " until it sets the outputs.")
            .orElse("`false`"),
        Key.of(
                "judge",
                new Shape.Text(TextForm.TEMPLATE),
                "What a model looks for in the outputs before they count. Where it does not find"
                    + " that, the model of the node is told why and tries again.")
            .within(ScopeKind.NODE),
        Key.of(
                "on_stall",
                CHOICE.onStall(),
                "What follows where the model says the same, or asks for the same calls, three"
                    + " times in a row.")
            .orElse("`fail`"),
        Key.of("outputs_by", CHOICE.outputsBy(), "How the model gives its outputs.")
            .orElse("`tool`"),
        Key.of(
                "on_full",
                CHOICE.onFull(),
                "What follows where the conversation outgrows the window of the model.")
            .orElse("`cut`"),
        Shapes.ofUnknownCalls());
  }

  private static List<Key> tool() {
    return List.of(
        Key.of("tool", new Shape.Text(TextForm.TOOL_NAME), "The tool to call.").required(),
        Key.of("args", names(TextForm.PLAIN, COMPUTED), "The arguments, by name.")
            .within(ScopeKind.NODE),
        Shapes.ofUnknownCalls());
  }

  private static List<Key> human() {
    return List.of(
        Key.of("ask", new Shape.Text(TextForm.TEMPLATE), "The question.")
            .required()
            .within(ScopeKind.NODE),
        Key.of(
                "answer",
                names(TextForm.NAME, new Shape.Keys(KeyContext.FIELD)),
                "The fields of a form; the node sets each of them.")
            .orElse("any text, which the node sets as `answer`"),
        Key.of("choices", items(PLAIN), "One of these texts; the node sets `choice`."),
        Key.of("approve", FLAG, "Yes or no; the node sets `approve` and `reason`."),
        Key.of(
                "assignee",
                new Shape.Text(TextForm.TEMPLATE),
                "Whose answer is wanted: a person, a team or a role, as those who look for open"
                    + " questions name themselves. Anybody who may answer can.")
            .orElse("anybody")
            .within(ScopeKind.NODE),
        Key.of(
                "timeout",
                new Shape.Either(List.of(DURATION, new Shape.Keys(KeyContext.QUESTION_TIMEOUT))),
                "How long the question is open, and what follows where nobody answers.")
            .orElse("as long as it takes"));
  }

  private static List<Key> questionTimeout() {
    return List.of(
        Key.of("after", DURATION, "How long the question is open.").required(),
        Key.of("then", CHOICE.unanswered(), "What follows where nobody has answered by then.")
            .orElse("`fail`"),
        Key.of("answer", LITERAL, "The answer that counts then, for `then: default`.")
            .orElse("that of a form whose fields have defaults"),
        Key.of("to", new Shape.Text(TextForm.TEMPLATE), "Who is asked then, for `then: escalate`.")
            .within(ScopeKind.NODE));
  }

  private static List<Key> router() {
    return List.of(
        Key.of(
                "routes",
                items(new Shape.Keys(KeyContext.ROUTE)),
                "The ways to choose from: the first whose `when` holds.")
            .required()
            .within(ScopeKind.SUCCESSOR),
        Key.of(
                "decide",
                new Shape.Text(TextForm.TEMPLATE),
                "A question that a model answers by one of the routes whose `when` holds, by their"
                    + " labels; once.")
            .within(ScopeKind.SUCCESSOR));
  }

  private static List<Key> transform() {
    return List.of(
        Key.of(
                "set",
                names(TextForm.SET_TARGET, COMPUTED),
                "Values by target: `NAME` sets an output, `state.NAME` writes the state.")
            .required()
            .within(ScopeKind.NODE));
  }

  private static List<Key> map() {
    return List.of(
        Key.of("over", COMPUTED, "The list that the node goes over.")
            .required()
            .within(ScopeKind.NODE),
        Key.of(
                "as",
                new Shape.Text(TextForm.NAME),
                "A name for the element in the body, where it is `item` too; `index` counts from"
                    + " 0.")
            .orElse("`item`"),
        Key.of(
                "do",
                NODE_REFERENCE,
                "The first node of the body, which is run once for each element; what follows that"
                    + " node belongs to the body.")
            .required(),
        Key.of(
                "concurrency",
                new Shape.Whole(1, Node.Map.CONCURRENCY_MAX),
                "How many elements are under way at once.")
            .orElse("`" + Node.Map.CONCURRENCY_DEFAULT + "`"),
        Key.of("on_error", CHOICE.elementError(), "What becomes of the node when an element fails.")
            .orElse("`fail`"));
  }

  private static List<Key> agentNode() {
    return List.of(
        Key.of(
                "agent",
                new Shape.Text(TextForm.AGENT_REFERENCE),
                "The agent to run: the name that a file beside this one defines or, where none does,"
                    + " one in another folder of the workspace, which is the folder of"
                    + " `fermata.yaml`.")
            .required(),
        Key.of(
                "entry",
                new Shape.Text(TextForm.ENTRY_REFERENCE),
                "The entry point of that agent where the child run starts.")
            .orElse("`default`"),
        Key.of("input", names(TextForm.PLAIN, COMPUTED), "The fields of its input, by name.")
            .within(ScopeKind.NODE));
  }

  private static List<Key> textFile() {
    return List.of(
        Key.of(
                "file",
                new Shape.Text(TextForm.FILE),
                "A text file beside this one; expressions work there too.")
            .required());
  }

  private static List<Key> retry() {
    return List.of(
        Key.of("attempts", new Shape.Whole(1, 100), "Attempts in all; 1 means no retry.")
            .required(),
        Key.of("backoff", DURATION, "The wait before the second attempt, doubled for each further.")
            .orElse("`1s`"),
        Key.of("on", items(new Shape.Text(TextForm.FAILURE_KIND)), "The failures to repeat.")
            .orElse("all that say they can be repeated"));
  }

  private static List<Key> join() {
    var wait = new Shape.Either(List.of(CHOICE.joinWait(), Shapes.SMALL_COUNT));
    return List.of(
        Key.of("wait", wait, "For how many branches the node waits.").orElse("`all`"),
        Key.of("count", Shapes.SMALL_COUNT, "The same as `wait` with a number."),
        Key.of(
            "deadline",
            DURATION,
            "How long the node waits from the coming of the first branch on; a branch that has not"
                + " come by then counts as failed."),
        Key.of("on_branch_error", CHOICE.branchError(), "What becomes of it when a branch fails.")
            .orElse("`fail`"));
  }

  private static List<Key> route() {
    return List.of(
        Key.of("to", NODE_REFERENCE, "The node that the way leads to.").required(),
        Key.of("when", EXPRESSION, "Whether the way is taken; only the last route has none.")
            .within(ScopeKind.SUCCESSOR),
        Key.of("label", PLAIN, "A word for pictures and events."));
  }

  private static List<Key> edge() {
    var keys = new ArrayList<Key>();
    keys.add(Key.of("from", NODE_REFERENCE, "The node that the way leaves.").required());
    keys.addAll(successor(false));
    return keys;
  }

  private static List<Key> successor(boolean isNext) {
    var keys = new ArrayList<Key>();
    keys.add(Key.of("to", NODE_REFERENCE, "The node that the way leads to.").required());
    keys.add(
        Key.of("on", CHOICE.edgeTrigger(), "The end that the way is for.").orElse("`success`"));
    keys.add(
        Key.of("when", EXPRESSION, "Whether the way is taken. Several that hold are a fan-out.")
            .within(ScopeKind.SUCCESSOR));
    keys.add(Key.of("default", FLAG, "Taken when no other way was.").orElse("`false`"));
    keys.add(
        Key.of(
                "priority",
                new Shape.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE),
                "Only the highest priority with a way that is taken counts.")
            .orElse("`0`"));
    keys.add(Key.of("label", PLAIN, "A word for pictures and events."));
    if (!isNext) {
      keys.add(
          Key.of(
              "map",
              names(TextForm.NAME, COMPUTED),
              "What the way gives the node, which reads it as `inputs.NAME`."));
    }
    keys.add(
        Key.of(
            "decide",
            new Shape.Text(TextForm.TEMPLATE),
            "A question that a model answers with yes, and the way is taken, or no; once."));
    return keys;
  }
}

package fermata.definition.keys;

/** A kind of mapping with keys of its own. */
public enum KeyContext {
  AGENT("the top level of a definition"),
  LIMITS("`limits`"),
  ON_LIMIT("`on_limit`"),
  BUDGET("the `budget` of a node"),
  GOAL("`goal`"),
  CRITERION("a criterion of `goal`"),
  CONSTRAINT("a constraint of `goal`"),
  APPROVALS("`approvals`"),
  APPROVAL_RULE("a rule of `approvals`"),
  ENTRY("an entry point"),
  TRIGGER("`trigger`"),
  MISSED("`missed`"),
  WEBHOOK("`webhook`"),
  FILE_TRIGGER("`file`"),
  NODE_LLM("a node of kind `llm`"),
  NODE_TOOL("a node of kind `tool`"),
  NODE_HUMAN("a node of kind `human`"),
  NODE_ROUTER("a node of kind `router`"),
  NODE_TRANSFORM("a node of kind `transform`"),
  NODE_MAP("a node of kind `map`"),
  NODE_WAIT("a node of kind `wait`"),
  NODE_EMIT("a node of kind `emit`"),
  NODE_WORKFLOW("a node of kind `workflow`"),
  NODE_CODE("a node of kind `code`"),
  NODE_AGENT("a node of kind `agent`"),
  NODE_OTHER("a node whose kind is not known"),
  SELECTOR("the event that a node waits for"),
  SELECTOR_CONDITION("a condition on the event that a node waits for"),
  SUBSCRIPTION("a subscription"),
  SUBSCRIPTION_SELECTOR("the events of a subscription or a trigger"),
  SUBSCRIPTION_CONDITION("a condition on the events of a subscription or a trigger"),
  FETCH("`fetch`"),
  TEXT_FILE("a text in a file of its own"),
  WORKFLOW_STEP("a step of a workflow"),
  RETRY("`retry`"),
  JOIN("`join`"),
  NEXT("an item of `next`"),
  ROUTE("a route of a router"),
  EDGE("an edge"),
  INPUT_FIELD("a field of `input`"),
  OUTPUT_FIELD("a field of `output`"),
  STATE_KEY("a key of `state`"),
  FIELD("an output of a node, or a field of an answer"),
  SCHEMA("a JSON Schema"),
  TOOL_CATALOGUE("the top level of a tool catalogue"),
  TOOL_DECLARATION("a tool of a catalogue"),
  TOOL_FIELD("an argument or a result of a tool"),
  MARKDOWN_AGENT("the front matter of an agent"),
  COPILOT_AGENT("the front matter of a VS Code or Copilot agent"),
  COPILOT_HANDOFF("a handoff"),
  CLAUDE_AGENT("the front matter of a Claude subagent"),
  PROJECT("the project file"),
  PROJECT_MODELS("`models` of the project file"),
  PROJECT_PROVIDER("a provider"),
  PROJECT_PRICE("a price"),
  PROJECT_LIMITS("`limits` of the project file"),
  PROJECT_APPROVALS("`approvals` of the project file"),
  PROJECT_FILES("`files`"),
  PROJECT_SERVER("a tool server");

  private final String title;

  KeyContext(String title) {
    this.title = title;
  }

  /** {@return what the mapping is, for headings and messages} */
  public String title() {
    return title;
  }

  /** Whether unknown keys are allowed by the language that the mapping belongs to. */
  public boolean isSchema() {
    return switch (this) {
      case INPUT_FIELD, OUTPUT_FIELD, STATE_KEY, FIELD, SCHEMA, TOOL_FIELD -> true;
      case AGENT,
          LIMITS,
          ON_LIMIT,
          BUDGET,
          GOAL,
          CRITERION,
          CONSTRAINT,
          APPROVALS,
          APPROVAL_RULE,
          ENTRY,
          TRIGGER,
          MISSED,
          WEBHOOK,
          FILE_TRIGGER,
          NODE_LLM,
          NODE_TOOL,
          NODE_HUMAN,
          NODE_ROUTER,
          NODE_TRANSFORM,
          NODE_MAP,
          NODE_WAIT,
          NODE_EMIT,
          SELECTOR,
          SELECTOR_CONDITION,
          SUBSCRIPTION,
          SUBSCRIPTION_SELECTOR,
          SUBSCRIPTION_CONDITION,
          FETCH,
          NODE_WORKFLOW,
          NODE_CODE,
          NODE_AGENT,
          NODE_OTHER,
          WORKFLOW_STEP,
          TEXT_FILE,
          RETRY,
          JOIN,
          NEXT,
          ROUTE,
          EDGE,
          TOOL_CATALOGUE,
          TOOL_DECLARATION,
          MARKDOWN_AGENT,
          COPILOT_AGENT,
          COPILOT_HANDOFF,
          CLAUDE_AGENT,
          PROJECT,
          PROJECT_MODELS,
          PROJECT_PROVIDER,
          PROJECT_PRICE,
          PROJECT_LIMITS,
          PROJECT_APPROVALS,
          PROJECT_FILES,
          PROJECT_SERVER ->
          false;
    };
  }

  /** Whether it is a node of some kind. */
  public boolean isNode() {
    return switch (this) {
      case NODE_LLM,
          NODE_TOOL,
          NODE_HUMAN,
          NODE_ROUTER,
          NODE_TRANSFORM,
          NODE_MAP,
          NODE_WAIT,
          NODE_EMIT,
          NODE_WORKFLOW,
          NODE_CODE,
          NODE_AGENT,
          NODE_OTHER ->
          true;
      case AGENT,
          LIMITS,
          ON_LIMIT,
          BUDGET,
          GOAL,
          CRITERION,
          CONSTRAINT,
          APPROVALS,
          APPROVAL_RULE,
          ENTRY,
          TRIGGER,
          MISSED,
          WEBHOOK,
          FILE_TRIGGER,
          SELECTOR,
          SELECTOR_CONDITION,
          SUBSCRIPTION,
          SUBSCRIPTION_SELECTOR,
          SUBSCRIPTION_CONDITION,
          FETCH,
          WORKFLOW_STEP,
          TEXT_FILE,
          RETRY,
          JOIN,
          NEXT,
          ROUTE,
          EDGE,
          INPUT_FIELD,
          OUTPUT_FIELD,
          STATE_KEY,
          FIELD,
          SCHEMA,
          TOOL_CATALOGUE,
          TOOL_DECLARATION,
          TOOL_FIELD,
          MARKDOWN_AGENT,
          COPILOT_AGENT,
          COPILOT_HANDOFF,
          CLAUDE_AGENT,
          PROJECT,
          PROJECT_MODELS,
          PROJECT_PROVIDER,
          PROJECT_PRICE,
          PROJECT_LIMITS,
          PROJECT_APPROVALS,
          PROJECT_FILES,
          PROJECT_SERVER ->
          false;
    };
  }

  /** Whether it belongs to another tool, whose keys may be more than those that are listed here. */
  public boolean isForeign() {
    return this == COPILOT_AGENT || this == COPILOT_HANDOFF || this == CLAUDE_AGENT;
  }
}

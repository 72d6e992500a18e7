package fermata.definition.keys;

/** A kind of mapping with keys of its own. */
public enum KeyContext {
  AGENT("the top level of a definition"),
  PART("the top level of a part of definitions"),
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
  NODE_LLM(Family.NODE, "a node of kind `llm`"),
  NODE_TOOL(Family.NODE, "a node of kind `tool`"),
  NODE_HUMAN(Family.NODE, "a node of kind `human`"),
  NODE_ROUTER(Family.NODE, "a node of kind `router`"),
  NODE_TRANSFORM(Family.NODE, "a node of kind `transform`"),
  NODE_MAP(Family.NODE, "a node of kind `map`"),
  NODE_WAIT(Family.NODE, "a node of kind `wait`"),
  NODE_EMIT(Family.NODE, "a node of kind `emit`"),
  NODE_WORKFLOW(Family.NODE, "a node of kind `workflow`"),
  NODE_CODE(Family.NODE, "a node of kind `code`"),
  NODE_AGENT(Family.NODE, "a node of kind `agent`"),
  NODE_OTHER(Family.NODE, "a node whose kind is not known"),
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
  QUESTION_TIMEOUT("the `timeout` of a question"),
  NEXT("an item of `next`"),
  ROUTE("a route of a router"),
  EDGE("an edge"),
  INPUT_FIELD(Family.SCHEMA, "a field of `input`"),
  OUTPUT_FIELD(Family.SCHEMA, "a field of `output`"),
  STATE_KEY(Family.SCHEMA, "a key of `state`"),
  FIELD(Family.SCHEMA, "an output of a node, or a field of an answer"),
  SCHEMA(Family.SCHEMA, "a JSON Schema"),
  TOOL_CATALOGUE("the top level of a tool catalogue"),
  TOOL_DECLARATION("a tool of a catalogue"),
  TOOL_FIELD(Family.SCHEMA, "an argument or a result of a tool"),
  TOOL_REQUEST("`http` of a tool"),
  TOOL_RATE("`rate` of a tool"),
  TOOL_EXAMPLE("an example of a tool"),
  TOOL_API("an API of a catalogue"),
  TOOL_RUNTIME("a runtime of a catalogue"),
  MARKDOWN_AGENT("the front matter of an agent"),
  COPILOT_AGENT(Family.FOREIGN, "the front matter of a VS Code or Copilot agent"),
  COPILOT_HANDOFF(Family.FOREIGN, "a handoff"),
  CLAUDE_AGENT(Family.FOREIGN, "the front matter of a Claude subagent"),
  PROJECT("the project file"),
  PROJECT_MODELS("`models` of the project file"),
  PROJECT_PROVIDER("a provider"),
  PROJECT_PRICE("a price"),
  PROJECT_LIMITS("`limits` of the project file"),
  PROJECT_APPROVALS("`approvals` of the project file"),
  PROJECT_FILES("`files`"),
  PROJECT_SERVER("a tool server");

  /** What mappings have in common, whatever their keys are. */
  private enum Family {
    /** Its keys are ours, and no others. */
    OWN,
    /** One of the kinds of a node. */
    NODE,
    /** JSON Schema, which allows keys that it does not know. */
    SCHEMA,
    /** Of another tool, whose keys may be more than those that are listed here. */
    FOREIGN
  }

  private final Family family;
  private final String title;

  KeyContext(String title) {
    this(Family.OWN, title);
  }

  KeyContext(Family family, String title) {
    this.family = family;
    this.title = title;
  }

  /** {@return what the mapping is, for headings and messages} */
  public String title() {
    return title;
  }

  /** Whether unknown keys are allowed by the language that the mapping belongs to. */
  public boolean isSchema() {
    return family == Family.SCHEMA;
  }

  /** Whether it is a node of some kind. */
  public boolean isNode() {
    return family == Family.NODE;
  }

  /** Whether it belongs to another tool, whose keys may be more than those that are listed here. */
  public boolean isForeign() {
    return family == Family.FOREIGN;
  }
}

package fermata.definition.keys;

/** Which names an expression may use, by the place where it stands. */
public enum ScopeKind {
  /** No expressions: a text here is taken as it is. */
  NONE("none"),
  /** What is computed before a node starts: its guard, and what it is given. */
  GIVEN("`input, state, nodes, context, vars, usage, run, session`"),
  /** What a node computes when it starts. */
  NODE("`inputs, input, state, nodes, context, vars, usage, run, session`"),
  /** What a step of a workflow is called with; its result, once all steps have ended. */
  STEP("`steps, inputs, input, state, nodes, context, vars, usage, run, session`"),
  /** What decides whether a way is taken when a node has ended. */
  SUCCESSOR(
      "`output` or `error`, `inputs, input, state, nodes, context, vars, usage, run, session`"),
  /** What decides whether a node waits for an event. */
  WAITED_EVENT(
      "`event, schema, tags, inputs, input, state, nodes, context, vars, usage, run, session`"),
  /** What decides about an event that nobody waits for yet. */
  EVENT("`event, schema, tags, vars`"),
  /** What is known before there is a run. */
  CONSTANT("`vars`"),
  /** What computes the result of a run. */
  RESULT("`output, input, state, nodes, context, vars, usage, run, session`"),
  /** What judges the result of a run. */
  MEASURE("`output, input, state, nodes, context, vars, usage, run, session`"),
  /** What decides about a tool call. */
  APPROVAL("`tool, args, vars, run, session`"),
  /** What is computed from the event that triggered a run, before there is one. */
  TRIGGER("`event, vars`"),
  /** Where a secret may flow. */
  SECRET("`secrets`"),
  /** The command of a process tool. */
  COMMAND("`args`"),
  /** The headers of a tool that is a request. */
  REQUEST("`args, secrets`");

  private final String names;

  ScopeKind(String names) {
    this.names = names;
  }

  /** {@return the names in scope, for documents} */
  public String names() {
    return names;
  }
}

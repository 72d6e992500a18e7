package fermata.definition.tool;

/** Whether a tool that is not found surely does not exist. */
public enum Certainty {
  /** All tools are known: one that is not found is absent. */
  COMPLETE,
  /** Some source of tools has not answered: one that is not found may exist. */
  INCOMPLETE
}

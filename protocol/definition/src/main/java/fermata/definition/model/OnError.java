package fermata.definition.model;

/**
 * What follows when a node fails and none of its edges waits for that.
 *
 * <p>The third choice of a file, a node to go to, is an edge.
 */
public enum OnError {
  /** The branch fails, and with it the run, unless a join goes on without the branch. */
  FAIL,
  /** The node counts as ended, without outputs. */
  CONTINUE
}

package fermata.definition.model;

/** The end of a node that an edge waits for. */
public enum EdgeTrigger {
  SUCCESS,
  FAILURE,
  TIMEOUT,
  DENIED,
  ALWAYS
}

package fermata.definition.model;

/** Who shares a key of the state. */
public enum StateScope {
  /** Each run has its own. */
  RUN,
  /** All runs of a session, one after another. */
  SESSION,
  /** All runs of the agent, in all its sessions. */
  AGENT
}

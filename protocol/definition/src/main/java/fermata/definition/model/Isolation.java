package fermata.definition.model;

/** How the runs of an entry point share the state that outlives a run. */
public enum Isolation {
  /** Each run works on a copy of its own, and nothing leaks. */
  ISOLATED,
  /** Runs share the state; each write of a key is atomic. */
  SHARED,
  /** Runs share the state one after another; what a step writes is one batch. */
  SYNCHRONIZED
}

package fermata.definition.model;

/** What becomes of a run for which an entry point has no room. */
public enum Overflow {
  /** It waits until one before it has ended, in the order of arrival. */
  QUEUE,
  /** It is refused. */
  REJECT,
  /** The oldest one under way is cancelled, and the new one starts when it has ended. */
  REPLACE
}

package fermata.definition.model;

/** What becomes of a tool call whose outcome cannot be known. */
public enum OnUnknown {
  /** Somebody is asked. */
  ASK,
  /** It is made again, with the same key. */
  RETRY,
  /** It counts as done, without a result. */
  SKIP,
  /** It counts as failed. */
  FAIL
}

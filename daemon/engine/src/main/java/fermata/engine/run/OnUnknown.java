package fermata.engine.run;

/** What happens to a tool call whose outcome cannot be known because the daemon died meanwhile. */
public enum OnUnknown {
  /** The run asks: repeat, skip or fail. */
  ASK,
  /** It is repeated with the same idempotency key. */
  RETRY,
  /** The run goes on as if the call had given nothing. */
  SKIP,
  /** The step fails with the kind {@code tool.unknown}. */
  FAIL
}

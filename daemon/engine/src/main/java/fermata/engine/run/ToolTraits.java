package fermata.engine.run;

/**
 * What the engine must know of a tool.
 *
 * @param readOnly changes nothing outside; allowed without asking unless the definition says
 *     otherwise, and repeated after a crash
 * @param idempotent a repetition with the same key does what one call does
 * @param onUnknown for a tool that is neither
 */
public record ToolTraits(boolean readOnly, boolean idempotent, OnUnknown onUnknown) {

  /** Whether a call that may have happened can be made again without asking. */
  public boolean isRepeatable() {
    return readOnly || idempotent;
  }
}

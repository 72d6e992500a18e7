package fermata.definition.tool;

import fermata.definition.model.OnUnknown;

/**
 * What a call of a tool does to the world, and so when it may be repeated.
 *
 * @param readOnly changes nothing; allowed without asking unless an approval rule says otherwise
 * @param idempotent a repeated call with the same key has the effect of one
 * @param destructive may remove or overwrite what somebody made
 * @param onUnknown what becomes of a call whose outcome a crash has hidden
 */
public record ToolTraits(
    boolean readOnly, boolean idempotent, boolean destructive, OnUnknown onUnknown) {

  /** Nothing promised: a change that must not be repeated. */
  public static final ToolTraits UNKNOWN = new ToolTraits(false, false, false, OnUnknown.ASK);

  /** Whether a call may be made again without harm. */
  public boolean isRepeatable() {
    return readOnly || idempotent;
  }
}

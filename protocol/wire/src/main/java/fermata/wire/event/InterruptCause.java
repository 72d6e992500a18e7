package fermata.wire.event;

import fermata.wire.json.OpenValue;

/**
 * Why a run was found without a daemon. Open: a newer daemon may send a value that is not listed
 * here.
 */
public record InterruptCause(String wireName) implements OpenValue {

  /** The daemon died. */
  public static final InterruptCause CRASH = new InterruptCause("crash");

  /** The daemon was stopped. */
  public static final InterruptCause SHUTDOWN = new InterruptCause("shutdown");
}

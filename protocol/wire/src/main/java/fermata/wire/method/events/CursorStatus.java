package fermata.wire.method.events;

import fermata.wire.json.OpenValue;

/**
 * What the daemon made of a cursor. Open: a newer daemon may send a value that is not listed here.
 */
public record CursorStatus(String wireName) implements OpenValue {

  /** An exact continuation. */
  public static final CursorStatus OK = new CursorStatus("ok");

  /** No cursor was given. */
  public static final CursorStatus FRESH = new CursorStatus("fresh");

  /** Retention has passed it. */
  public static final CursorStatus EXPIRED = new CursorStatus("expired");

  /** The journal was rewritten since. */
  public static final CursorStatus EPOCH_CHANGED = new CursorStatus("epochChanged");
}

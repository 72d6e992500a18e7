package fermata.wire.method.session;

import fermata.wire.json.OpenValue;

/** Where a session stands. Open: a newer daemon may send a value that is not listed here. */
public record SessionStatus(String wireName) implements OpenValue {

  /** No run of it is under way. */
  public static final SessionStatus IDLE = new SessionStatus("idle");

  /** A run works. */
  public static final SessionStatus ACTIVE = new SessionStatus("active");

  /** A run waits for something outside. */
  public static final SessionStatus HELD = new SessionStatus("held");

  /** Put away: lists show it only when it is asked for. No run of it is under way. */
  public static final SessionStatus ARCHIVED = new SessionStatus("archived");
}

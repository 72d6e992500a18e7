package fermata.wire.method.session;

/** What sessions are listed by, the newest first. */
public enum SessionOrder {

  /** When something last happened to them. */
  CHANGED,

  /** When they were made. */
  CREATED
}

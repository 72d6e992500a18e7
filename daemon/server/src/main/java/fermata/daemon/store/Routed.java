package fermata.daemon.store;

/**
 * How far the journal of the workspace has been dealt with.
 *
 * @param position every event up to this number has been brought to who waited for it
 * @param waits that holds for waits up to this number
 */
public record Routed(long position, long waits) {

  /** Before anything was published. */
  public static final Routed NOTHING = new Routed(0, 0);
}

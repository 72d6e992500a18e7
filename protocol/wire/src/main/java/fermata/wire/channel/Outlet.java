package fermata.wire.channel;

/**
 * The transport below a connection. Its methods return at once and may be called from any thread.
 */
interface Outlet {

  /** There is something to send. */
  void wake();

  /** Reading, which was paused, may go on. */
  void resumeReading();

  /** Sends what waits and then ends the transport, at the latest after the limit for closing. */
  void finish(CloseReason reason);
}

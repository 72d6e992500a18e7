package fermata.daemon.journal;

import fermata.wire.method.events.SubscriptionWindow;

/**
 * How much more may be sent before the client says that it has taken what was sent.
 *
 * <p>Guarded by its {@link Subscription}.
 */
final class Credit {

  private final SubscriptionWindow window;
  private final UnackedEvents unackedEvents = new UnackedEvents();
  private long bytesSent;
  private long bytesAcked;

  Credit(SubscriptionWindow window) {
    this.window = window;
  }

  int events() {
    return window.events() - unackedEvents.count();
  }

  long bytes() {
    return window.bytes() - (bytesSent - bytesAcked);
  }

  void sent(long seq) {
    unackedEvents.add(seq);
  }

  void sentBytes(long bytes) {
    bytesSent += bytes;
  }

  /**
   * Notes what the client has taken. Neither number goes back, and nobody has taken more than was
   * sent.
   */
  void ack(long seq, long bytes) {
    unackedEvents.removeUpTo(seq);
    bytesAcked = Math.min(Math.max(bytesAcked, bytes), bytesSent);
  }
}

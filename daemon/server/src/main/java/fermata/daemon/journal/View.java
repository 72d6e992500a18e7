package fermata.daemon.journal;

import fermata.wire.method.daemon.SubscriptionView;

/** What a client follows. Thread-safe. */
public interface View extends AutoCloseable {

  /** Begins to send. */
  void start();

  /** Notes what the client has taken. */
  void ack(long seq, long bytes);

  /** {@return where it stands} */
  SubscriptionView view();

  /** Ends the view; nothing is sent after this returns but what is being sent now. */
  @Override
  void close();
}

package fermata.daemon.model.http;

/** When a request may go out. */
@FunctionalInterface
public interface Turn {

  /** Waits until it may. */
  void await() throws InterruptedException;
}

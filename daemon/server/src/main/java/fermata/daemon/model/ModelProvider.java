package fermata.daemon.model;

/**
 * Answers the model requests of one run.
 *
 * <p>Thread-safe: parallel branches ask at the same time.
 */
public interface ModelProvider extends AutoCloseable {

  /**
   * Starts a request. Returns at once; a model that does not exist and a key that is missing are
   * outcomes too.
   *
   * @param listener hears the reply while it is written, from any thread, never after it has ended
   */
  ModelExecution start(ModelCall call, ModelListener listener);

  /** Releases what is held for the run. Requests under way are ended. */
  @Override
  void close();
}

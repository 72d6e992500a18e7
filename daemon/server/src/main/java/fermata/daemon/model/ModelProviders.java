package fermata.daemon.model;

import fermata.engine.run.ModelTraits;

/**
 * Everything that answers model requests, by the names that definitions use.
 *
 * <p>Thread-safe.
 */
public interface ModelProviders {

  /**
   * {@return who answers the requests of one run}
   *
   * <p>Does no I/O that can fail: a recording that cannot be read is an outcome of the first
   * request.
   */
  ModelProvider open(ModelOptions options);

  /**
   * {@return the prices of a model}
   *
   * @param model {@code provider/model}, also one that nobody knows
   */
  ModelTraits traits(String model, ModelOptions options);
}

/**
 * Model providers: the port by which the daemon asks models, and its adapters.
 *
 * <p>{@link fermata.daemon.model.ModelProviders} is what the rest of the daemon sees. How a request
 * ends is data, never an exception; a request that was started always ends. Keys come from the
 * environment and go nowhere but to their provider.
 *
 * <p>Uses {@code fermata.definition.tool}, {@code fermata.engine.run}, {@code
 * fermata.daemon.platform}, the JDK, Jackson and the client libraries of the providers.
 */
@NullMarked
package fermata.daemon.model;

import org.jspecify.annotations.NullMarked;
